package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ethereum's recursive length prefix encoding. Decoding takes only what encoding would give: lengths in their shortest
 * form, single small bytes as themselves, nothing after the item.
 */
public sealed interface Rlp {
    /** Headers hold a list in a list; trie nodes nest their small children. Nothing honest comes near this. */
    int MAX_DEPTH = 32;

    /** A byte string. Numbers are byte strings too, big-endian without leading zeros. */
    final class Text implements Rlp {
        private final byte[] bytes;

        private Text(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        public int length() {
            return bytes.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && Arrays.equals(bytes, text.bytes);
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

    record Seq(List<Rlp> items) implements Rlp {
        public Seq {
            items = List.copyOf(items);
        }

        /** The item, which must be a byte string. */
        public byte[] bytes(int index) {
            if (items.get(index) instanceof Text text) {
                return text.bytes();
            }
            throw new ProofFormatException("RLP item " + index + " is to be a byte string");
        }

        /** The item, which must be a list. */
        public Seq seq(int index) {
            if (items.get(index) instanceof Seq seq) {
                return seq;
            }
            throw new ProofFormatException("RLP item " + index + " is to be a list");
        }

        /** The item, which must be a number below 2^63 in its shortest form. */
        public long number(int index) {
            byte[] bytes = bytes(index);
            boolean tooBig = bytes.length > Long.BYTES || (bytes.length == Long.BYTES && bytes[0] < 0);
            if (tooBig || (bytes.length > 0 && bytes[0] == 0)) {
                throw new ProofFormatException("RLP item " + index + " is to be a number of 63 bits in shortest form");
            }
            long value = 0;
            for (byte b : bytes) {
                value = value << 8 | (b & 0xff);
            }
            return value;
        }

        public Seq with(int index, Rlp item) {
            List<Rlp> changed = new ArrayList<>(items);
            changed.set(index, item);
            return new Seq(changed);
        }
    }

    static Rlp of(byte[] bytes) {
        return new Text(bytes.clone());
    }

    static Rlp of(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("RLP numbers are not negative");
        }
        int length = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (number >>> (8 * (length - 1 - i)));
        }
        return new Text(bytes);
    }

    static Seq list(Rlp... items) {
        return new Seq(List.of(items));
    }

    static byte[] encode(Rlp item) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encode(item, out);
        return out.toByteArray();
    }

    static Rlp decode(byte[] bytes) {
        RlpDecoder decoder = new RlpDecoder(bytes);
        Rlp item = decoder.item(0, bytes.length);
        decoder.requireEnd(bytes.length);
        return item;
    }

    /** Decodes what must be a list. */
    static Seq decodeList(byte[] bytes) {
        if (decode(bytes) instanceof Seq seq) {
            return seq;
        }
        throw new ProofFormatException("RLP is to be a list");
    }

    private static void encode(Rlp item, ByteArrayOutputStream out) {
        switch (item) {
            case Text text -> {
                if (text.bytes.length != 1 || (text.bytes[0] & 0x80) != 0) {
                    prefix(0x80, text.bytes.length, out);
                }
                out.writeBytes(text.bytes);
            }
            case Seq seq -> {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                seq.items().forEach(each -> encode(each, content));
                prefix(0xc0, content.size(), out);
                out.writeBytes(content.toByteArray());
            }
        }
    }

    private static void prefix(int base, int length, ByteArrayOutputStream out) {
        if (length <= 55) {
            out.write(base + length);
            return;
        }
        byte[] digits = ((Text) of(length)).bytes;
        out.write(base + 55 + digits.length);
        out.writeBytes(digits);
    }
}
