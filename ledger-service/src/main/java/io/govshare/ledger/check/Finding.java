package io.govshare.ledger.check;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was promised.
 *
 * @param leafIndex the leaf concerned; absent where it is about a whole tree
 * @param size the tree size concerned
 */
record Finding(
        Kind kind, @Nullable Long leafIndex, @Nullable Long size, String detail) {

    enum Kind {
        ENTRY_ALTERED,
        ENTRY_MISSING,
        TILE_ALTERED,
        HEAD_ALTERED,
        CHECKPOINT_ALTERED,
        BEYOND_HEAD,
        ANCHOR_ALTERED,
        CHAIN_DISAGREES
    }
}
