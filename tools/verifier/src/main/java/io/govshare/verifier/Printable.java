package io.govshare.verifier;

/**
 * Text that others have written, for a terminal. It loses its control characters: a receipt must not be able to colour
 * the terminal that shows its verdict.
 */
public final class Printable {
    private Printable() {}

    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> '\ufffd';
                    default -> c;
                })
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
