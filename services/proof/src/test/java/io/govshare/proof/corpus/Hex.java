package io.govshare.proof.corpus;

import io.govshare.proof.chain.HexText;
import io.govshare.proof.merkle.Hash;
import java.util.List;

/** Bytes as receipts write them. */
final class Hex {
    private Hex() {}

    static String of(byte[] bytes) {
        return HexText.format(bytes);
    }

    static String of(Hash hash) {
        return HexText.format(hash.bytes());
    }

    static List<String> of(List<byte[]> nodes) {
        return nodes.stream().map(HexText::format).toList();
    }

    static byte[] bytes(String text) {
        return HexText.parse(text);
    }

    /** With one bit turned over. */
    static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        return changed;
    }
}
