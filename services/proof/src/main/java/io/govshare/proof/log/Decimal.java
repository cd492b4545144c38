package io.govshare.proof.log;

/** Non-negative decimal numbers with exactly one spelling: no sign, no leading zero, ASCII digits only. */
final class Decimal {
    private Decimal() {}

    /** The number, or -1 when the text is not one that fits a long. */
    static long parse(String text) {
        int length = text.length();
        if (length == 0 || length > 19 || (length > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
