package io.govshare.verifier.fsck;

import io.govshare.proof.merkle.Hash;

/**
 * A root that the log has promised.
 *
 * @param kind whose word it is: ANCHOR or CHECKPOINT
 */
record KnownRoot(Difference.Kind kind, long size, Hash root) {

    String where() {
        return kind == Difference.Kind.ANCHOR ? "anchor of size " + size : "checkpoint of size " + size;
    }
}
