package io.govshare.proof.merkle;

import java.util.List;
import java.util.Optional;

/** That a leaf stands at an index of the tree of a size (RFC 9162 §2.1.3). */
public record InclusionProof(long leafIndex, long treeSize, List<Hash> path) {
    /** A tree of 2^63 leaves has paths of 63 hashes. */
    public static final int MAX_PATH = 63;

    public InclusionProof {
        path = List.copyOf(path);
    }

    public boolean verify(Hash leafHash, Hash root) {
        return defect(leafHash, root).isEmpty();
    }

    /** What is wrong with the proof, or nothing when it holds. */
    public Optional<String> defect(Hash leafHash, Hash root) {
        // RFC 9162 §2.1.3.2 step 1
        if (leafIndex < 0 || leafIndex >= treeSize) {
            return Optional.of("leaf index " + leafIndex + " lies outside a tree of size " + treeSize);
        }
        long fn = leafIndex;
        long sn = treeSize - 1;
        Hash r = leafHash;
        for (Hash p : path) {
            // step 4a
            if (sn == 0) {
                return Optional.of("the path is longer than the tree is high");
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = MerkleHash.node(p, r);
                // step 4b, the right edge: levels on which this node has no sibling add no hash
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                r = MerkleHash.node(r, p);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        // step 5
        if (sn != 0) {
            return Optional.of("the path ends below the root");
        }
        return r.equals(root) ? Optional.empty() : Optional.of("the path leads to another root");
    }
}
