package io.govshare.catalog.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One JSON value per line; empty lines separate nothing and are passed over, as is a byte order mark at the start. */
final class NdjsonSource implements ItemSource {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Body body;
    private final int maxLine;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);

    NdjsonSource(Body body, int maxLine) {
        this.body = body;
        this.maxLine = maxLine;
    }

    @Override
    public @Nullable Item next() throws IOException {
        while (body.peek() >= 0) {
            long number = body.lineEnds() + 1;
            boolean fits = readLine();
            if (!fits) {
                return new Item.Unreadable(number, "the line is longer than " + maxLine + " bytes");
            }
            byte[] bytes = number == 1 ? unmarked(line.toByteArray()) : line.toByteArray();
            if (!isBlank(bytes)) {
                return new Item.JsonLine(number, bytes);
            }
        }
        return null;
    }

    /** Takes the line with its end; a line that is too long is taken too, but not kept. */
    private boolean readLine() throws IOException {
        line.reset();
        boolean fits = true;
        for (int next = body.read(); next >= 0 && next != '\n'; next = body.read()) {
            if (line.size() < maxLine) {
                line.write(next);
            } else {
                fits = false;
            }
        }
        return fits;
    }

    private static byte[] unmarked(byte[] first) {
        int mark = BYTE_ORDER_MARK.length;
        boolean marked = first.length >= mark && Arrays.equals(first, 0, mark, BYTE_ORDER_MARK, 0, mark);
        return marked ? Arrays.copyOfRange(first, mark, first.length) : first;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte next : bytes) {
            if (next != ' ' && next != '\t' && next != '\r') {
                return false;
            }
        }
        return true;
    }
}
