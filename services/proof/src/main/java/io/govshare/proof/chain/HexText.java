package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import java.util.HexFormat;

/** Bytes as the chain's interfaces write them: {@code 0x} and an even number of digits. */
public final class HexText {
    private HexText() {}

    public static byte[] parse(String text) {
        if (!text.startsWith("0x")) {
            throw new ProofFormatException("hexadecimal begins with 0x");
        }
        try {
            return HexFormat.of().parseHex(text, 2, text.length());
        } catch (IllegalArgumentException e) {
            throw new ProofFormatException("not an even number of hexadecimal digits", e);
        }
    }

    public static String format(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
