package io.govshare.proof.merkle;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * That the tree of one size is the beginning of the tree of another (RFC 9162 §2.1.4).
 *
 * <p>From the empty tree there is nothing to prove and nothing is accepted; a caller that starts there compares roots.
 */
public record ConsistencyProof(long fromSize, long toSize, List<Hash> path) {
    /** One hash more than an inclusion path, for the subtree where both trees meet. */
    public static final int MAX_PATH = 64;

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    public boolean verify(Hash fromRoot, Hash toRoot) {
        return defect(fromRoot, toRoot).isEmpty();
    }

    /** What is wrong with the proof, or nothing when it holds. */
    public Optional<String> defect(Hash fromRoot, Hash toRoot) {
        if (fromSize < 0 || toSize < fromSize) {
            return Optional.of("a tree of size " + fromSize + " cannot be the beginning of one of size " + toSize);
        }
        if (fromSize == toSize) {
            if (!path.isEmpty()) {
                return Optional.of("trees of equal size need an empty path");
            }
            if (!fromRoot.equals(toRoot)) {
                return Optional.of("two roots for one size");
            }
            return fromSize > 0 || fromRoot.equals(MerkleHash.EMPTY_ROOT)
                    ? Optional.empty()
                    : Optional.of("the empty tree has another root");
        }
        if (fromSize == 0) {
            return Optional.of("the empty tree is the beginning of every tree: nothing is proven");
        }
        // RFC 9162 §2.1.4.2 step 1
        if (path.isEmpty()) {
            return Optional.of("the path is empty");
        }
        Iterator<Hash> hashes = path.iterator();
        // step 2: a complete first tree is a node of the second, so its root stands for the first hash
        Hash first = Long.bitCount(fromSize) == 1 ? fromRoot : hashes.next();
        // steps 3 and 4
        int level = Long.numberOfTrailingZeros(fromSize);
        long fn = (fromSize - 1) >>> level;
        long sn = (toSize - 1) >>> level;
        Hash fr = first;
        Hash sr = first;
        while (hashes.hasNext()) {
            Hash c = hashes.next();
            // step 6a
            if (sn == 0) {
                return Optional.of("the path is longer than the tree is high");
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = MerkleHash.node(c, fr);
                sr = MerkleHash.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = MerkleHash.node(sr, c);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        // step 7
        if (sn != 0) {
            return Optional.of("the path ends below the root");
        }
        if (!fr.equals(fromRoot)) {
            return Optional.of("the path does not lead to the first root");
        }
        return sr.equals(toRoot) ? Optional.empty() : Optional.of("the path does not lead to the second root");
    }
}
