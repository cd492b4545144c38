package io.govshare.catalog.export;

import java.util.regex.Pattern;

/** Durations of ISO 8601 as DCAT-US takes them: with points, not commas. */
final class IsoDuration {

    private static final String AMOUNT = "([0-9]{1,9}(\\.[0-9]{1,9})?";

    static final String PATTERN = "P(?=[0-9]|T[0-9])" + AMOUNT + "Y)?" + AMOUNT + "M)?" + AMOUNT + "W)?" + AMOUNT
            + "D)?(T(?=[0-9])" + AMOUNT + "H)?" + AMOUNT + "M)?" + AMOUNT + "S)?)?";

    private static final Pattern DURATION = Pattern.compile(PATTERN);
    private static final int LENGTH_LIMIT = 100;

    private IsoDuration() {}

    static boolean is(String text) {
        return text.length() <= LENGTH_LIMIT && DURATION.matcher(text).matches();
    }
}
