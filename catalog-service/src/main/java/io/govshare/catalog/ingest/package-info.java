/**
 * Bulk intake of NDJSON and CSV. A body is read once, in chunks of some hundred lines; each chunk's records, its one
 * outbox message, its errors and the progress are stored in one transaction. Memory is bounded by the chunk, not by the
 * body. A request that stops anywhere is sent again with the same key: what is stored is recognised by the hash of its
 * bytes and skipped, so nothing is doubled and nothing is lost. Two requests with one key at the same time cannot both
 * move the progress; the later one is refused.
 */
@NullMarked
package io.govshare.catalog.ingest;

import org.jspecify.annotations.NullMarked;
