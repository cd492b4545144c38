package io.govshare.ledger.log;

import io.govshare.proof.merkle.Hash;
import java.time.Instant;

/**
 * A head of the log that was signed and thereby promised for ever.
 *
 * @param note the signed note as given out, the same bytes each time
 */
public record SignedCheckpoint(long size, Hash root, String note, Instant signedAt) {}
