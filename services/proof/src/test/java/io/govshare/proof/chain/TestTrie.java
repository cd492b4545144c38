package io.govshare.proof.chain;

import io.govshare.proof.merkle.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Merkle-Patricia trie built from its definition (Ethereum yellow paper, appendix D), with proofs for its keys. */
public final class TestTrie {
    private final TreeMap<String, byte[]> values = new TreeMap<>();
    /** Encoded nodes of 32 bytes or more by their hash. */
    private final Map<Hash, byte[]> nodes = new HashMap<>();

    private byte[] root = new byte[0];

    /** Hashes the key first, as account and storage tries do. */
    public TestTrie putHashed(byte[] key, byte[] value) {
        return put(Keccak.hash(key).bytes(), value);
    }

    public TestTrie put(byte[] key, byte[] value) {
        values.put(HexText.format(key).substring(2), value);
        root = new byte[0];
        return this;
    }

    public Hash root() {
        return Keccak.hash(rootNode());
    }

    private byte[] rootNode() {
        if (root.length == 0) {
            root = Rlp.encode(node(new ArrayList<>(values.entrySet()), 0));
            nodes.put(Keccak.hash(root), root);
        }
        return root;
    }

    /** The nodes on the way to a key, whether it is there or not. */
    public List<byte[]> proof(byte[] key) {
        List<byte[]> proof = new ArrayList<>();
        String nibbles = HexText.format(key).substring(2);
        byte[] node = rootNode();
        while (true) {
            proof.add(node);
            Rlp next = follow(Rlp.decodeList(node), nibbles);
            if (!(next instanceof Rlp.Text reference) || reference.length() != Hash.BYTES) {
                return proof;
            }
            nibbles = rest;
            node = nodes.get(Hash.of(reference.bytes()));
        }
    }

    public List<byte[]> proofHashed(byte[] key) {
        return proof(Keccak.hash(key).bytes());
    }

    private String rest = "";

    /** The reference to the next node outside of this one; empty at the end of the way. */
    private Rlp follow(Rlp.Seq node, String nibbles) {
        Rlp next;
        if (node.items().size() == 17) {
            if (nibbles.isEmpty()) {
                return Rlp.of(new byte[0]);
            }
            next = node.items().get(Character.digit(nibbles.charAt(0), 16));
            rest = nibbles.substring(1);
        } else {
            String encoded = HexText.format(node.bytes(0)).substring(2);
            String path = "13".indexOf(encoded.charAt(0)) >= 0 ? encoded.substring(1) : encoded.substring(2);
            if (encoded.charAt(0) >= '2' || !nibbles.startsWith(path)) {
                return Rlp.of(new byte[0]);
            }
            next = node.items().get(1);
            rest = nibbles.substring(path.length());
        }
        return next instanceof Rlp.Seq embedded ? follow(embedded, rest) : next;
    }

    private Rlp node(List<Map.Entry<String, byte[]>> entries, int depth) {
        if (entries.size() == 1) {
            String path = entries.getFirst().getKey().substring(depth);
            return Rlp.list(path(path, true), Rlp.of(entries.getFirst().getValue()));
        }
        String first = entries.getFirst().getKey();
        String last = entries.getLast().getKey();
        int shared = depth;
        while (shared < first.length() && first.charAt(shared) == last.charAt(shared)) {
            shared++;
        }
        if (shared > depth) {
            return Rlp.list(path(first.substring(depth, shared), false), reference(node(entries, shared)));
        }
        List<Rlp> branch = new ArrayList<>();
        byte[] own = new byte[0];
        for (int nibble = 0; nibble < 16; nibble++) {
            String prefix = first.substring(0, depth) + Character.forDigit(nibble, 16);
            List<Map.Entry<String, byte[]>> below = entries.stream()
                    .filter(entry -> entry.getKey().startsWith(prefix))
                    .toList();
            branch.add(below.isEmpty() ? Rlp.of(new byte[0]) : reference(node(below, depth + 1)));
        }
        if (first.length() == depth) {
            own = entries.getFirst().getValue();
        }
        branch.add(Rlp.of(own));
        return new Rlp.Seq(branch);
    }

    private Rlp reference(Rlp node) {
        byte[] encoded = Rlp.encode(node);
        if (encoded.length < Hash.BYTES) {
            return node;
        }
        Hash hash = Keccak.hash(encoded);
        nodes.put(hash, encoded);
        return Rlp.of(hash.bytes());
    }

    private static Rlp path(String nibbles, boolean leaf) {
        int flag = (leaf ? 2 : 0) + nibbles.length() % 2;
        String padded = nibbles.length() % 2 == 1 ? flag + nibbles : flag + "0" + nibbles;
        return Rlp.of(HexText.parse("0x" + padded));
    }
}
