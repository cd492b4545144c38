package io.govshare.ledger.log;

import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.merkle.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

/** Entries as tests need them, and the root of their tree straight from the definition. */
public final class Entries {

    private Entries() {}

    public static Hash entry(String name) {
        return Sha256.hash(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Entries named by the numbers {@code [from, to)}. */
    public static List<Hash> numbered(long from, long to) {
        return LongStream.range(from, to).mapToObj(i -> entry("entry " + i)).toList();
    }

    /** RFC 9162 section 2.1.1, word by word. */
    public static Hash root(List<Hash> entries) {
        if (entries.isEmpty()) {
            return MerkleHash.EMPTY_ROOT;
        }
        if (entries.size() == 1) {
            return MerkleHash.leaf(entries.getFirst());
        }
        int split = Integer.highestOneBit(entries.size() - 1);
        return MerkleHash.node(root(entries.subList(0, split)), root(entries.subList(split, entries.size())));
    }
}
