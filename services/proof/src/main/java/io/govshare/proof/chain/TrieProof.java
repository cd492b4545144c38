package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Hash;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Reads one value from a Merkle-Patricia trie of which only the nodes on the way are given. */
public final class TrieProof {
    /** 64 nibbles of a hashed key, one node each. */
    public static final int MAX_NODES = 65;

    private static final int BRANCH = 17;
    private static final int BRANCH_VALUE = 16;

    private final Iterator<byte[]> nodes;
    private final byte[] nibbles;
    private int at;

    private TrieProof(Iterator<byte[]> nodes, byte[] nibbles) {
        this.nodes = nodes;
        this.nibbles = nibbles;
    }

    /**
     * The value that the trie with this root has for the key, empty when the proof shows that it has none.
     *
     * @param key hashed with Keccak-256, as account and storage tries have them
     * @throws ProofFormatException when the nodes prove neither, or some are not needed
     */
    public static Optional<byte[]> value(Hash root, Hash key, List<byte[]> nodes) {
        if (nodes.size() > MAX_NODES) {
            throw new ProofFormatException("a trie proof has at most " + MAX_NODES + " nodes");
        }
        Iterator<byte[]> rest = nodes.iterator();
        Optional<byte[]> value = new TrieProof(rest, nibbles(key.bytes())).walk(root);
        if (rest.hasNext()) {
            throw new ProofFormatException("a trie proof has no nodes besides those on the way");
        }
        return value;
    }

    private Optional<byte[]> walk(Hash root) {
        Rlp.Seq node = take(root);
        while (true) {
            Rlp next;
            if (node.items().size() == BRANCH) {
                if (at == nibbles.length) {
                    return present(node.bytes(BRANCH_VALUE));
                }
                next = node.items().get(nibbles[at++]);
            } else if (node.items().size() == 2) {
                Path path = Path.decode(node.bytes(0));
                if (!path.matches(nibbles, at)) {
                    return Optional.empty();
                }
                at += path.nibbles().length;
                if (path.leaf()) {
                    // A leaf that ends before the key does belongs to another key.
                    return at == nibbles.length ? present(node.bytes(1)) : Optional.empty();
                }
                next = node.items().get(1);
            } else {
                throw new ProofFormatException("a trie node has 17 or 2 items");
            }
            switch (next) {
                // A node whose encoding is shorter than a hash stands in its parent.
                case Rlp.Seq embedded -> {
                    if (Rlp.encode(embedded).length >= Hash.BYTES) {
                        throw new ProofFormatException("a trie node of 32 bytes or more is referred to by its hash");
                    }
                    node = embedded;
                }
                case Rlp.Text reference -> {
                    if (reference.length() == 0) {
                        return Optional.empty();
                    }
                    node = take(Hash.of(reference.bytes()));
                }
            }
        }
    }

    private static Optional<byte[]> present(byte[] value) {
        return value.length == 0 ? Optional.empty() : Optional.of(value);
    }

    private Rlp.Seq take(Hash reference) {
        if (!nodes.hasNext()) {
            throw new ProofFormatException("a trie proof ends before its key does");
        }
        byte[] node = nodes.next();
        if (!Keccak.hash(node).equals(reference)) {
            throw new ProofFormatException("a trie node does not have the hash it is referred to by");
        }
        return Rlp.decodeList(node);
    }

    private static byte[] nibbles(byte[] bytes) {
        byte[] nibbles = new byte[bytes.length * 2];
        for (int i = 0; i < nibbles.length; i++) {
            nibbles[i] = nibble(bytes, i);
        }
        return nibbles;
    }

    private static byte nibble(byte[] bytes, int index) {
        int b = bytes[index / 2] & 0xff;
        return (byte) (index % 2 == 0 ? b >>> 4 : b & 0xf);
    }

    /**
     * The compact encoding of a part of a key: first nibble 0 or 1 for an extension, 2 or 3 for a leaf, odd ones with a
     * nibble of the path beside it, even ones with a zero.
     */
    private record Path(boolean leaf, byte[] nibbles) {
        static Path decode(byte[] encoded) {
            if (encoded.length == 0 || encoded.length > Hash.BYTES + 1) {
                throw new ProofFormatException("a trie path has 1 to 33 bytes");
            }
            int flag = nibble(encoded, 0);
            boolean odd = (flag & 1) == 1;
            if (flag > 3 || (!odd && nibble(encoded, 1) != 0)) {
                throw new ProofFormatException("a trie path begins with its kind");
            }
            int skip = odd ? 1 : 2;
            byte[] nibbles = new byte[encoded.length * 2 - skip];
            for (int i = 0; i < nibbles.length; i++) {
                nibbles[i] = nibble(encoded, i + skip);
            }
            if (flag < 2 && nibbles.length == 0) {
                throw new ProofFormatException("an extension of a trie has a path");
            }
            return new Path(flag >= 2, nibbles);
        }

        boolean matches(byte[] key, int from) {
            if (nibbles.length > key.length - from) {
                return false;
            }
            for (int i = 0; i < nibbles.length; i++) {
                if (nibbles[i] != key[from + i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
