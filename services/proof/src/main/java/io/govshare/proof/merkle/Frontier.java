package io.govshare.proof.merkle;

import io.govshare.proof.ProofFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: the roots of its complete subtrees, widest first. It holds at most 63 hashes and is
 * all that is needed to append and to know the root.
 *
 * <p>Not safe for use by several threads: a log has one sequencer.
 */
public final class Frontier {
    private final List<Hash> roots;
    private long size;

    private Frontier(long size, List<Hash> roots) {
        this.size = size;
        this.roots = new ArrayList<>(roots);
    }

    public static Frontier empty() {
        return new Frontier(0, List.of());
    }

    /** Takes up where {@link #roots()} left off. */
    public static Frontier of(long size, List<Hash> roots) {
        if (size < 0 || Long.bitCount(size) != roots.size()) {
            throw new ProofFormatException("a tree of size " + size + " has " + Long.bitCount(size)
                    + " complete subtrees, not " + roots.size());
        }
        return new Frontier(size, roots);
    }

    /** Reads the frontier of a tree that is stored elsewhere. */
    public static Frontier read(long size, NodeReader nodes) {
        List<Hash> roots = new ArrayList<>();
        long covered = 0;
        for (int level = 62; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                roots.add(nodes.node(level, covered >>> level));
                covered += 1L << level;
            }
        }
        return of(size, roots);
    }

    public void append(Hash leafHash) {
        append(leafHash, NodeSink.NONE);
    }

    /** Appends one leaf and reports each subtree that it completes, the leaf itself included, from low to high. */
    public void append(Hash leafHash, NodeSink sink) {
        long index = size;
        Hash hash = leafHash;
        int level = 0;
        sink.completed(0, index, hash);
        while ((index & 1) == 1) {
            hash = MerkleHash.node(roots.removeLast(), hash);
            index >>>= 1;
            level++;
            sink.completed(level, index, hash);
        }
        roots.add(hash);
        size = Math.incrementExact(size);
    }

    public long size() {
        return size;
    }

    public List<Hash> roots() {
        return List.copyOf(roots);
    }

    public Hash root() {
        if (roots.isEmpty()) {
            return MerkleHash.EMPTY_ROOT;
        }
        Hash root = roots.getLast();
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = MerkleHash.node(roots.get(i), root);
        }
        return root;
    }

    public Frontier copy() {
        return new Frontier(size, roots);
    }
}
