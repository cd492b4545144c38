package io.govshare.proof.merkle;

/** Where the hashes of complete subtrees come from. */
@FunctionalInterface
public interface NodeReader {
    /**
     * The root of the complete subtree over the leaves {@code [index << level, (index + 1) << level)}. Level 0 is the
     * leaf hash. Only subtrees that lie wholly within the tree in question are asked for.
     */
    Hash node(int level, long index);
}
