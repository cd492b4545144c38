package io.govshare.catalog.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A request body that knows how far it has been read: bytes, lines, and the SHA-256 of everything before the present
 * position. It never holds more than its buffer.
 */
final class Body {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final long limit;
    private final byte[] buffer = new byte[BUFFER];
    private final MessageDigest digest = sha256();
    private int position;
    private int filled;
    private int hashed;
    private long before;
    private long newlines;
    private int last = '\n';

    /** @param limit most bytes that are read before {@link BodyTooLargeException} */
    Body(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        if (position == filled && !fill()) {
            return -1;
        }
        int next = buffer[position++] & 0xff;
        if (next == '\n') {
            newlines++;
        }
        last = next;
        return next;
    }

    /** The next byte without taking it, or -1 at the end. */
    int peek() throws IOException {
        return position == filled && !fill() ? -1 : buffer[position] & 0xff;
    }

    /** Bytes taken so far. */
    long bytes() {
        return before + position;
    }

    /** Line ends taken so far; the next byte is on line {@code lineEnds() + 1}. */
    long lineEnds() {
        return newlines;
    }

    /** Lines taken so far; the last of a body counts also without a line end. */
    long lines() {
        return last == '\n' ? newlines : newlines + 1;
    }

    /** SHA-256 of the bytes taken so far. */
    byte[] sha256OfTaken() {
        hashTaken();
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this JDK cannot be copied", e);
        }
    }

    /** Reads on until {@code bytes} are taken; false when the body ends earlier. */
    boolean skipTo(long bytes) throws IOException {
        while (bytes() < bytes) {
            if (read() < 0) {
                return false;
            }
        }
        return true;
    }

    /** Hash of nothing, the progress of an intake that has not begun. */
    static byte[] emptySha256() {
        return sha256().digest();
    }

    private boolean fill() throws IOException {
        hashTaken();
        before += filled;
        position = 0;
        hashed = 0;
        filled = 0;
        int count = in.read(buffer, 0, BUFFER);
        if (count <= 0) {
            return false;
        }
        if (before + count > limit) {
            throw new BodyTooLargeException(limit);
        }
        filled = count;
        return true;
    }

    private void hashTaken() {
        digest.update(buffer, hashed, position - hashed);
        hashed = position;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
