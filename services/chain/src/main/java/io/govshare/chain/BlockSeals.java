package io.govshare.chain;

import java.util.Optional;

/** What the caller knows about who must have sealed a block. */
@FunctionalInterface
public interface BlockSeals {
    /** For a chain whose blocks nobody seals: nothing can be said against any of them. */
    BlockSeals UNKNOWN = block -> Optional.empty();

    /** What is wrong with the block's seals; empty when they hold, or when nothing is known. */
    Optional<String> defect(BlockHeader block);
}
