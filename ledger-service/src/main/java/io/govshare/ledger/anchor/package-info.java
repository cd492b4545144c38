/**
 * Puts the newest checkpoint on the chain, one transaction at a time.
 *
 * <pre>
 *            sign, store        node took it        mined, proof captured
 *   (none) ─────────────▶ pending ─────────▶ submitted ─────────────────▶ confirmed
 *                            └──────────────────┴──▶ abandoned (refused, or its nonce went to another)
 * </pre>
 *
 * Nonce, hash and bytes are stored before the node hears of them; after a crash the same bytes are sent again, so an
 * anchor is neither skipped nor doubled. What the contract holds is the truth about what was anchored, the row is the
 * truth about what was tried. No request to the chain runs inside a database transaction. While the chain is away
 * entries and checkpoints go on; afterwards one anchor of the newest checkpoint covers the whole gap.
 */
@NullMarked
package io.govshare.ledger.anchor;

import org.jspecify.annotations.NullMarked;
