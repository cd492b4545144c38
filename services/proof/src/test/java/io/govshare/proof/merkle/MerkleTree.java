package io.govshare.proof.merkle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole tree in memory: the nodes come from appending, the roots from the definition, so that one checks the other.
 */
public final class MerkleTree implements NodeReader {
    private final List<Hash> leaves = new ArrayList<>();
    private final Map<String, Hash> nodes = new HashMap<>();
    private final Frontier frontier = Frontier.empty();

    public static MerkleTree of(int size) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.append(MerkleHash.leaf(new byte[] {(byte) i, (byte) (i >> 8)}));
        }
        return tree;
    }

    public void append(Hash leafHash) {
        leaves.add(leafHash);
        frontier.append(leafHash, (level, index, hash) -> nodes.put(level + "/" + index, hash));
    }

    public Hash leaf(int index) {
        return leaves.get(index);
    }

    public Frontier frontier() {
        return frontier;
    }

    /** RFC 9162 §2.1.1, word for word. */
    public Hash root(int size) {
        return root(leaves.subList(0, size));
    }

    private static Hash root(List<Hash> leaves) {
        int n = leaves.size();
        if (n == 0) {
            return MerkleHash.EMPTY_ROOT;
        }
        if (n == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(n - 1);
        return MerkleHash.node(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
    }

    @Override
    public Hash node(int level, long index) {
        Hash node = nodes.get(level + "/" + index);
        if (node == null) {
            throw new AssertionError("asked for an incomplete subtree " + level + "/" + index);
        }
        return node;
    }
}
