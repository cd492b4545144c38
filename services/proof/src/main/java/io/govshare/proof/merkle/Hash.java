package io.govshare.proof.merkle;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.StrictBase64;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** 32 bytes, compared by value and never changed. */
public final class Hash implements Comparable<Hash> {
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Hash of(byte[] bytes) {
        requireLength(bytes.length);
        return new Hash(bytes.clone());
    }

    /** The 32 bytes that start at the offset, for reading hashes out of a tile. */
    public static Hash at(byte[] source, int offset) {
        return new Hash(Arrays.copyOfRange(source, offset, Math.addExact(offset, BYTES)));
    }

    /** Takes the array as it is: only for arrays that nobody else holds. */
    static Hash wrap(byte[] owned) {
        requireLength(owned.length);
        return new Hash(owned);
    }

    public static Hash fromBase64(String text) {
        return wrap(StrictBase64.decode(text));
    }

    public static Hash fromBase64Url(String text) {
        return wrap(StrictBase64.decodeUrl(text));
    }

    /** Lower or upper case, with or without {@code 0x}. */
    public static Hash fromHex(String text) {
        try {
            return wrap(HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text));
        } catch (IllegalArgumentException e) {
            throw new ProofFormatException("not hexadecimal", e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes without an intermediate copy. */
    public void writeTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    public void writeTo(ByteBuffer target) {
        target.put(bytes);
    }

    byte[] shared() {
        return bytes;
    }

    public String base64() {
        return StrictBase64.encode(bytes);
    }

    public String base64Url() {
        return StrictBase64.encodeUrl(bytes);
    }

    /** 64 lower-case digits, without {@code 0x}. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }

    private static void requireLength(int length) {
        if (length != BYTES) {
            throw new ProofFormatException("a hash has 32 bytes, not " + length);
        }
    }
}
