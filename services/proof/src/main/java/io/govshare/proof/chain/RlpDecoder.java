package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Walks over one byte string from front to back. */
final class RlpDecoder {
    private final byte[] bytes;
    private int at;

    RlpDecoder(byte[] bytes) {
        this.bytes = bytes;
    }

    Rlp item(int depth, int end) {
        if (depth > Rlp.MAX_DEPTH) {
            throw new ProofFormatException("RLP nested deeper than " + Rlp.MAX_DEPTH + " levels");
        }
        int prefix = next(end);
        if (prefix < 0x80) {
            return Rlp.of(new byte[] {(byte) prefix});
        }
        boolean list = prefix >= 0xc0;
        int shortLength = prefix - (list ? 0xc0 : 0x80);
        int length = shortLength <= 55 ? shortLength : longLength(shortLength - 55, end);
        if (length > end - at) {
            throw new ProofFormatException("RLP is cut off");
        }
        return list ? list(depth, at + length) : text(length);
    }

    void requireEnd(int end) {
        if (at != end) {
            throw new ProofFormatException("RLP has bytes left over");
        }
    }

    private Rlp list(int depth, int end) {
        List<Rlp> items = new ArrayList<>();
        while (at < end) {
            items.add(item(depth + 1, end));
        }
        return new Rlp.Seq(items);
    }

    private Rlp text(int length) {
        if (length == 1 && bytes[at] >= 0) {
            throw new ProofFormatException("RLP of a single small byte is the byte itself");
        }
        byte[] content = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return Rlp.of(content);
    }

    private int longLength(int digits, int end) {
        if (digits > Integer.BYTES) {
            throw new ProofFormatException("RLP is longer than anything here");
        }
        long length = 0;
        for (int i = 0; i < digits; i++) {
            length = length << 8 | next(end);
        }
        if (length <= 55 || length >>> (8 * (digits - 1)) == 0) {
            throw new ProofFormatException("RLP length is not in its shortest form");
        }
        if (length > end - at) {
            throw new ProofFormatException("RLP is cut off");
        }
        return (int) length;
    }

    private int next(int end) {
        if (at >= end) {
            throw new ProofFormatException("RLP is cut off");
        }
        return bytes[at++] & 0xff;
    }
}
