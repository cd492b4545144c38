package io.govshare.proof.merkle;

import java.security.MessageDigest;

/** The three hashes of RFC 9162 §2.1.1. The one-byte prefixes keep a leaf from being passed off as a node. */
public final class MerkleHash {
    /** The root of the tree without leaves. */
    public static final Hash EMPTY_ROOT = Sha256.hash(new byte[0]);

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private MerkleHash() {}

    public static Hash leaf(byte[] data) {
        MessageDigest digest = Sha256.digest();
        digest.update(LEAF);
        return Hash.wrap(digest.digest(data));
    }

    /** The leaf hash of an entry: the leaf's data are the 32 bytes of the entry. */
    public static Hash leaf(Hash entry) {
        return leaf(entry.shared());
    }

    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = Sha256.digest();
        digest.update(NODE);
        digest.update(left.shared());
        return Hash.wrap(digest.digest(right.shared()));
    }
}
