package io.govshare.catalog.dcat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.regex.Pattern;

/** Dates, durations and intervals of ISO 8601 as catalogues use them. The length is bounded before any pattern. */
final class IsoDates {

    private static final int LENGTH_LIMIT = 100;
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");
    private static final Pattern TIME =
            Pattern.compile("([01]\\d|2[0-3]):?[0-5]\\d(?::?([0-5]\\d|60)([.,]\\d{1,12})?)?(Z|[+-]\\d{2}(:?\\d{2})?)?");
    private static final String AMOUNT = "(\\d{1,9}([.,]\\d{1,9})?";
    private static final Pattern DURATION = Pattern.compile("P(?=\\d|T\\d)" + AMOUNT + "Y)?" + AMOUNT + "M)?" + AMOUNT
            + "W)?" + AMOUNT + "D)?(T(?=\\d)" + AMOUNT + "H)?" + AMOUNT + "M)?" + AMOUNT + "S)?)?");

    private IsoDates() {}

    /** A year, a month, a day, or a point in time. */
    static boolean isDate(String text) {
        if (text.length() > LENGTH_LIMIT) {
            return false;
        }
        int t = text.indexOf('T') >= 0 ? text.indexOf('T') : text.indexOf(' ');
        String day = t < 0 ? text : text.substring(0, t);
        var date = DATE.matcher(day);
        if (!date.matches()
                || (t >= 0
                        && (date.group(3) == null
                                || !TIME.matcher(text.substring(t + 1)).matches()))) {
            return false;
        }
        try {
            if (date.group(3) != null) {
                LocalDate.parse(day);
            } else if (date.group(2) != null) {
                YearMonth.parse(day);
            } else {
                ChronoField.YEAR.checkValidValue(Year.parse(day).getValue());
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static boolean isDuration(String text) {
        return text.length() <= LENGTH_LIMIT && DURATION.matcher(text).matches();
    }

    /** {@code R/P1Y} and the like, the bare duration too. */
    static boolean isRepetition(String text) {
        if (text.length() > LENGTH_LIMIT || !text.startsWith("R")) {
            return isDuration(text);
        }
        int slash = text.indexOf('/');
        return slash > 0
                && text.substring(1, slash).chars().allMatch(Character::isDigit)
                && isDuration(text.substring(slash + 1));
    }

    /** From one date to another, or a date with a duration before or after it; possibly repeated. */
    static boolean isInterval(String text) {
        if (text.length() > LENGTH_LIMIT) {
            return false;
        }
        String bare = text.startsWith("R") && text.indexOf('/') > 0 ? text.substring(text.indexOf('/') + 1) : text;
        int slash = bare.indexOf('/');
        if (slash < 0) {
            return false;
        }
        String from = bare.substring(0, slash);
        String to = bare.substring(slash + 1);
        return (isDate(from) && (isDate(to) || isDuration(to))) || (isDuration(from) && isDate(to));
    }
}
