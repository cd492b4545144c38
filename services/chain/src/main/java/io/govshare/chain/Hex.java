package io.govshare.chain;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;

/** Hexadecimal as JSON-RPC writes it: {@code 0x}, numbers without leading zeros, byte strings with whole bytes. */
final class Hex {
    private static final HexFormat DIGITS = HexFormat.of();

    private Hex() {}

    static String of(byte[] bytes) {
        return "0x" + DIGITS.formatHex(bytes);
    }

    static String of(long number) {
        return "0x" + Long.toUnsignedString(number, 16);
    }

    static byte[] bytes(String text) {
        try {
            return DIGITS.parseHex(digits(text));
        } catch (IllegalArgumentException e) {
            throw new ChainMismatchException("not hexadecimal bytes: " + Quoted.of(text), e);
        }
    }

    static BigInteger number(String text) {
        String digits = digits(text);
        if (!digits.chars().allMatch(HexFormat::isHexDigit) || digits.isEmpty()) {
            throw new ChainMismatchException("not a hexadecimal number: " + Quoted.of(text));
        }
        return new BigInteger(digits, 16);
    }

    static long toLong(String text) {
        BigInteger number = number(text);
        if (number.bitLength() > 63) {
            throw new ChainMismatchException("number out of range: " + Quoted.of(text));
        }
        return number.longValue();
    }

    static String field(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new ChainMismatchException("the node's answer has no " + name);
    }

    private static String digits(String text) {
        if (!text.startsWith("0x")) {
            throw new ChainMismatchException("hexadecimal without 0x: " + Quoted.of(text));
        }
        return text.substring(2);
    }
}
