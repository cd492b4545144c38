package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import java.util.Arrays;

/** 20 bytes that name an account, a contract or a validator. Compared by value, ordered as unsigned bytes. */
public final class Address implements Comparable<Address> {
    public static final int BYTES = 20;

    private final byte[] bytes;

    private Address(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new ProofFormatException("an address has 20 bytes, not " + bytes.length);
        }
        this.bytes = bytes;
    }

    public static Address of(byte[] bytes) {
        return new Address(bytes.clone());
    }

    /** Upper and lower case mean the same; a checksum in the case is not looked at. */
    public static Address parse(String text) {
        return new Address(HexText.parse(text));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Address other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexText.format(bytes);
    }
}
