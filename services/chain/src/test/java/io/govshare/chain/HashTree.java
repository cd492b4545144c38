package io.govshare.chain;

import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.merkle.ProofPaths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log's tree for tests, with leaves made from a name: other names give other trees. */
final class HashTree {
    private final List<List<Hash>> levels = new ArrayList<>();

    HashTree(String name, int size) {
        List<Hash> level = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            level.add(MerkleHash.leaf((name + i).getBytes(StandardCharsets.UTF_8)));
        }
        while (!level.isEmpty()) {
            levels.add(level);
            List<Hash> next = new ArrayList<>();
            for (int i = 0; i + 1 < level.size(); i += 2) {
                next.add(MerkleHash.node(level.get(i), level.get(i + 1)));
            }
            level = next;
        }
    }

    Hash root(long size) {
        return ProofPaths.root(size, this::node);
    }

    List<Hash> proof(long from, long to) {
        return ProofPaths.consistency(from, to, this::node).path();
    }

    /** The head of {@code to} leaves as an extension of the head of {@code from} leaves; from zero it is the first. */
    AnchorRequest request(long from, long to) {
        return new AnchorRequest(to, root(to), from == 0 ? List.of() : proof(from, to));
    }

    private Hash node(int level, long index) {
        return levels.get(level).get((int) index);
    }
}
