package io.govshare.proof.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes proofs from stored nodes, following the recursive definitions of RFC 9162 §2.1.3.1 and §2.1.4.1. Each proof
 * reads O(log² n) nodes at most and keeps none.
 */
public final class ProofPaths {
    private ProofPaths() {}

    /** Fails with {@link IndexOutOfBoundsException} when the leaf lies outside the tree. */
    public static InclusionProof inclusion(long leafIndex, long treeSize, NodeReader nodes) {
        Objects.checkIndex(leafIndex, treeSize);
        List<Hash> path = new ArrayList<>();
        inclusion(leafIndex, 0, treeSize, nodes, path);
        return new InclusionProof(leafIndex, treeSize, path);
    }

    /** From size 0 and between equal sizes the path is empty. */
    public static ConsistencyProof consistency(long fromSize, long toSize, NodeReader nodes) {
        Objects.checkFromToIndex(fromSize, toSize, Long.MAX_VALUE);
        List<Hash> path = new ArrayList<>();
        if (fromSize > 0 && fromSize < toSize) {
            consistency(fromSize, 0, toSize, true, nodes, path);
        }
        return new ConsistencyProof(fromSize, toSize, path);
    }

    public static Hash root(long treeSize, NodeReader nodes) {
        return treeSize == 0 ? MerkleHash.EMPTY_ROOT : subtree(0, treeSize, nodes);
    }

    private static void inclusion(long leaf, long from, long to, NodeReader nodes, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (leaf < middle) {
            inclusion(leaf, from, middle, nodes, path);
            path.add(subtree(middle, to, nodes));
        } else {
            inclusion(leaf, middle, to, nodes, path);
            path.add(subtree(from, middle, nodes));
        }
    }

    /** {@code SUBPROOF(m, D[from:to], known)}; {@code size} is m counted from the start of the whole tree. */
    private static void consistency(long size, long from, long to, boolean known, NodeReader nodes, List<Hash> path) {
        if (size == to) {
            if (!known) {
                path.add(subtree(from, to, nodes));
            }
            return;
        }
        long middle = from + split(to - from);
        if (size <= middle) {
            consistency(size, from, middle, known, nodes, path);
            path.add(subtree(middle, to, nodes));
        } else {
            consistency(size, middle, to, false, nodes, path);
            path.add(subtree(from, middle, nodes));
        }
    }

    private static Hash subtree(long from, long to, NodeReader nodes) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.node(level, from >>> level);
        }
        long middle = from + split(width);
        return MerkleHash.node(subtree(from, middle, nodes), subtree(middle, to, nodes));
    }

    /** The largest power of two smaller than n. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }
}
