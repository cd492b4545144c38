/**
 * The ledger: from a sealed statement's entry to its receipt.
 *
 * <pre>
 *   Kafka ─▶ intake ─▶ log ─────────▶ anchor ──────────────▶ receipt ─▶ outbox ─▶ Kafka
 *            entries   leaves, tiles,  pending ▶ submitted ▶   evidence, trust file
 *                      checkpoint      confirmed | abandoned
 * </pre>
 *
 * A later package may use an earlier one, never the reverse. An earlier one announces by an event, which only wakes the
 * next: the rows are the truth, so a crash anywhere loses nothing. The ledger sees entries (SHA-256), never content.
 */
@NullMarked
package io.govshare.ledger;

import org.jspecify.annotations.NullMarked;
