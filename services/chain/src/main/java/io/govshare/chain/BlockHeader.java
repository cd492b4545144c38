package io.govshare.chain;

import java.time.Instant;

/**
 * A block's header whose hash was recomputed from its bytes.
 *
 * @param rlp the whole header as the node stores it, commit seals included, with {@code 0x}
 */
public record BlockHeader(long number, String hash, String parentHash, String stateRoot, Instant time, String rlp) {}
