package io.govshare.catalog.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV by RFC 4180: comma, double quotes, CRLF or LF; quoted cells may hold commas, doubled quotes and line ends. A record
 * that breaks the grammar or a limit becomes {@link Item.Unreadable}; reading goes on behind the end that the grammar
 * gives it, so that no half of a broken record is taken for a record of its own.
 */
final class CsvSource implements ItemSource {

    private final Body body;
    private final int maxRecord;
    private final int maxCells;
    private final ByteArrayOutputStream cell = new ByteArrayOutputStream(256);

    private List<Item.Cell> cells = new ArrayList<>();
    private @Nullable String broken;
    private int size;

    CsvSource(Body body, int maxRecord, int maxCells) {
        this.body = body;
        this.maxRecord = maxRecord;
        this.maxCells = maxCells;
    }

    /** Takes a byte order mark, if the body begins with one. Only at the start. */
    void skipByteOrderMark() throws IOException {
        if (body.peek() == 0xef) {
            body.read();
            if (body.read() != 0xbb || body.read() != 0xbf) {
                throw new BadHeaderException(1, "the text is not UTF-8");
            }
        }
    }

    @Override
    public @Nullable Item next() throws IOException {
        while (body.peek() >= 0) {
            long line = body.lineEnds() + 1;
            readRecord();
            if (broken != null) {
                return new Item.Unreadable(line, broken);
            }
            boolean blank = cells.size() == 1
                    && cells.getFirst().text().isEmpty()
                    && !cells.getFirst().quoted();
            if (!blank) {
                return new Item.CsvRow(line, cells);
            }
        }
        return null;
    }

    private void readRecord() throws IOException {
        cells = new ArrayList<>();
        broken = null;
        size = 0;
        boolean more = true;
        while (more) {
            more = readCell();
        }
    }

    /** Takes a cell with what ends it; true when another cell of the record follows. */
    private boolean readCell() throws IOException {
        cell.reset();
        boolean quoted = body.peek() == '"';
        if (quoted) {
            body.read();
            readQuoted();
        }
        while (true) {
            int next = body.read();
            switch (next) {
                case ',' -> {
                    endCell(quoted);
                    return true;
                }
                case '\n', -1 -> {
                    endCell(quoted);
                    return false;
                }
                case '\r' -> {
                    if (body.peek() != '\n' && body.peek() != -1) {
                        fail("a carriage return stands outside quotes");
                    }
                }
                case '"' -> fail("a quote stands inside an unquoted cell");
                default -> {
                    if (quoted) {
                        fail("text follows a closing quote");
                    }
                    keep(next);
                }
            }
        }
    }

    /** Takes up to and including the closing quote. */
    private void readQuoted() throws IOException {
        while (true) {
            int next = body.read();
            if (next < 0) {
                fail("a quote is never closed");
                return;
            }
            if (next == '"') {
                if (body.peek() != '"') {
                    return;
                }
                body.read();
            }
            keep(next);
        }
    }

    private void keep(int next) {
        if (++size > maxRecord) {
            fail("the record is longer than " + maxRecord + " bytes");
        } else {
            cell.write(next);
        }
    }

    private void endCell(boolean quoted) {
        if (broken != null) {
            return;
        }
        if (cells.size() == maxCells) {
            fail("the record has more than " + maxCells + " cells");
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(cell.toByteArray()))
                    .toString();
            cells.add(new Item.Cell(text, quoted));
        } catch (CharacterCodingException _) {
            fail("cell " + (cells.size() + 1) + " is not UTF-8");
        }
    }

    /** Keeps the first reason; later ones are its consequences. */
    private void fail(String reason) {
        if (broken == null) {
            broken = reason;
        }
    }
}
