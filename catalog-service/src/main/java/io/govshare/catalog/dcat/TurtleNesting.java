package io.govshare.catalog.dcat;

/**
 * How deep the brackets and lists of a Turtle text are nested. The parser recurses into them, so a few megabytes of
 * opening brackets would exhaust its stack; they are counted before it starts.
 */
final class TurtleNesting {

    private final String text;
    private int position;

    private TurtleNesting(String text) {
        this.text = text;
    }

    static boolean isDeeperThan(int limit, String text) {
        return new TurtleNesting(text).goesDeeperThan(limit);
    }

    private boolean goesDeeperThan(int limit) {
        int depth = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            switch (c) {
                case '[', '(', '{' -> {
                    position++;
                    // "<<" of RDF-star is not Turtle 1.1 and is refused by its own error.
                    if (++depth > limit) {
                        return true;
                    }
                }
                case ']', ')', '}' -> {
                    position++;
                    depth = Math.max(0, depth - 1);
                }
                case '"', '\'' -> skipString(c);
                case '<' -> skipTo('>');
                case '#' -> skipTo('\n');
                case '\\' -> position += 2;
                default -> position++;
            }
        }
        return false;
    }

    private void skipTo(char end) {
        int at = text.indexOf(end, position + 1);
        position = at < 0 ? text.length() : at + 1;
    }

    private void skipString(char quote) {
        boolean isLong = text.startsWith(String.valueOf(quote).repeat(3), position);
        position += isLong ? 3 : 1;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\\') {
                position += 2;
            } else if (c == quote
                    && (!isLong || text.startsWith(String.valueOf(quote).repeat(3), position))) {
                position += isLong ? 3 : 1;
                return;
            } else if (!isLong && c == '\n') {
                return;
            } else {
                position++;
            }
        }
    }
}
