package io.govshare.chain;

import io.govshare.proof.merkle.Hash;
import java.util.Optional;

/**
 * One log's anchors and the blocks that carry them, read without a key.
 *
 * <p>Thread-safe. Every call is one or more requests to the node, bounded in number and in time. All methods throw
 * {@link ChainUnavailableException} when the node gives no answer and {@link ChainMismatchException} when it serves
 * another chain than the configured one or contradicts itself.
 */
public interface ReadOnlyChain {
    /** Newest block of the node. Its age is the only proof of progress: a stuck validator still answers. */
    ChainHead chainHead();

    /** The largest anchored head of the log at the latest block; empty before the first anchor. */
    Optional<AnchorHead> head();

    /** The root that the contract holds for exactly this size at the latest block. */
    Optional<Hash> anchoredRoot(long size);

    /** The block's header, rebuilt and checked against the block's hash; empty when the chain is not that high yet. */
    Optional<BlockHeader> block(long number);
}
