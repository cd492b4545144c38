package io.govshare.chain;

import org.jspecify.annotations.Nullable;

/** What somebody else says, made fit for messages, logs and the database: one short line without control characters. */
final class Quoted {
    private static final int LONGEST = 300;

    private Quoted() {}

    /** At most 300 characters of it. */
    static String of(@Nullable String words) {
        if (words == null) {
            return "null";
        }
        StringBuilder line = new StringBuilder();
        words.codePoints().limit(LONGEST).map(Quoted::printable).forEach(line::appendCodePoint);
        return line.length() < words.length() ? line.append('\u2026').toString() : line.toString();
    }

    private static int printable(int character) {
        boolean half = Character.isBmpCodePoint(character) && Character.isSurrogate((char) character);
        return half || Character.isISOControl(character) ? ' ' : character;
    }
}
