package io.govshare.proof.log;

import java.time.Instant;

/**
 * A witness's word that, at the time, a checkpoint was the newest of its log that it knew and extended all before.
 *
 * @param line the signature line, newline included, as it is appended to the checkpoint
 */
public record Cosignature(Instant time, String line) {}
