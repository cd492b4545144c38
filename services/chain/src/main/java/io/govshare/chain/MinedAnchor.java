package io.govshare.chain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that stands in a block.
 *
 * @param success false when the contract refused it; the nonce is spent all the same
 * @param revertReason the contract's error in words, where the node could still say it
 */
public record MinedAnchor(
        String txHash,
        long blockNumber,
        String blockHash,
        Instant time,
        boolean success,
        @Nullable String revertReason) {}
