package io.govshare.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * A Merkle-Patricia trie built in one go from all its keys, as the state of an Ethereum block is: keys are hashed,
 * nodes shorter than a hash are embedded in their parent.
 */
final class FakeTrie {
    private static final int HASH = 32;
    private static final int NIBBLES = 2 * HASH;

    private final Map<String, byte[]> leaves = new LinkedHashMap<>();
    private final RlpList root;

    /** @param values encoded values by unhashed key, which is hexadecimal */
    FakeTrie(Map<String, byte[]> values) {
        values.forEach((key, value) -> leaves.put(nibbles(key), value));
        this.root = leaves.isEmpty() ? new RlpList() : node(List.copyOf(leaves.keySet()), 0);
    }

    byte[] rootHash() {
        return Hash.sha3(leaves.isEmpty() ? RlpEncoder.encode(RlpString.create("")) : RlpEncoder.encode(root));
    }

    /** The nodes from the root towards the key, as far as they go; they prove presence as well as absence. */
    List<String> proof(String key) {
        List<String> path = new ArrayList<>();
        String nibbles = nibbles(key);
        List<String> keys = List.copyOf(leaves.keySet());
        RlpList node = root;
        int depth = 0;
        while (!keys.isEmpty()) {
            byte[] encoded = RlpEncoder.encode(node);
            if (path.isEmpty() || encoded.length >= HASH) {
                path.add(Hex.of(encoded));
            }
            int shared = shared(keys, depth);
            if (keys.size() == 1 || !nibbles.startsWith(keys.get(0).substring(0, depth + shared))) {
                break;
            }
            if (shared > 0) {
                depth += shared;
                node = branch(keys, depth);
            } else {
                keys = below(keys, depth, nibbles.charAt(depth));
                depth++;
                node = keys.isEmpty() ? root : node(keys, depth);
            }
        }
        return path;
    }

    private static List<String> below(List<String> keys, int depth, char digit) {
        return keys.stream().filter(key -> key.charAt(depth) == digit).toList();
    }

    private RlpList node(List<String> keys, int depth) {
        if (keys.size() == 1) {
            String key = keys.get(0);
            return new RlpList(compact(key.substring(depth), true), RlpString.create(leaves.get(key)));
        }
        int shared = shared(keys, depth);
        if (shared == 0) {
            return branch(keys, depth);
        }
        String prefix = keys.get(0).substring(depth, depth + shared);
        return new RlpList(compact(prefix, false), reference(branch(keys, depth + shared)));
    }

    private RlpList branch(List<String> keys, int depth) {
        List<RlpType> children = new ArrayList<>(Collections.nCopies(17, RlpString.create(new byte[0])));
        for (int nibble = 0; nibble < 16; nibble++) {
            List<String> below = below(keys, depth, Character.forDigit(nibble, 16));
            if (!below.isEmpty()) {
                children.set(nibble, reference(node(below, depth + 1)));
            }
        }
        return new RlpList(children);
    }

    private static RlpType reference(RlpList node) {
        byte[] encoded = RlpEncoder.encode(node);
        return encoded.length < HASH ? node : RlpString.create(Hash.sha3(encoded));
    }

    private static int shared(List<String> keys, int depth) {
        int end = depth;
        while (end < NIBBLES && allAgree(keys, end)) {
            end++;
        }
        return end - depth;
    }

    private static boolean allAgree(List<String> keys, int position) {
        return keys.stream().allMatch(key -> key.charAt(position) == keys.get(0).charAt(position));
    }

    /** Hex-prefix encoding: a flag nibble for leaf and oddness, padded to whole bytes. */
    private static RlpString compact(String nibbles, boolean leaf) {
        boolean odd = nibbles.length() % 2 == 1;
        int flag = (leaf ? 2 : 0) + (odd ? 1 : 0);
        return RlpString.create(Hex.bytes("0x" + flag + (odd ? "" : "0") + nibbles));
    }

    private static String nibbles(String key) {
        return Hex.of(Hash.sha3(Hex.bytes(key))).substring(2);
    }
}
