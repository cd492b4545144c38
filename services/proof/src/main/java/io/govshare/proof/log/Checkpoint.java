package io.govshare.proof.log;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Hash;
import java.util.List;

/** The head of a log: which log, how many leaves, which root. Extension lines are kept but mean nothing here. */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    private static final int MAX_LINES = 32;

    public Checkpoint {
        extensions = List.copyOf(extensions);
        requireLine(origin, "origin");
        extensions.forEach(line -> requireLine(line, "extension line"));
        if (size < 0) {
            throw new ProofFormatException("a checkpoint's size is not negative");
        }
    }

    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /** The text that is signed, final newline included. */
    public String text() {
        StringBuilder text = new StringBuilder(origin.length() + 80);
        text.append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new ProofFormatException("a checkpoint ends with a newline");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", MAX_LINES + 1);
        if (lines.length < 3 || lines.length > MAX_LINES) {
            throw new ProofFormatException("a checkpoint has 3 to " + MAX_LINES + " lines, not " + lines.length);
        }
        return new Checkpoint(
                lines[0],
                size(lines[1]),
                Hash.fromBase64(lines[2]),
                List.of(lines).subList(3, lines.length));
    }

    private static long size(String line) {
        long size = Decimal.parse(line);
        if (size < 0) {
            throw new ProofFormatException("a checkpoint's second line is its size in plain decimal digits");
        }
        return size;
    }

    private static void requireLine(String line, String name) {
        if (line.isEmpty() || line.chars().anyMatch(c -> c < 0x20)) {
            throw new ProofFormatException("a checkpoint's " + name + " is one line without control characters");
        }
    }
}
