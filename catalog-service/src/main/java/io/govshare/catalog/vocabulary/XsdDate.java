package io.govshare.catalog.vocabulary;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** A date of ISO 8601 in the one form that XML Schema has for it, with its type there. */
public record XsdDate(String text, Type type) {

    private static final int LENGTH_LIMIT = 100;
    private static final Pattern DATE = Pattern.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");
    private static final Pattern TIME = Pattern.compile(
            "([01][0-9]|2[0-3]):?([0-5][0-9])(?::?([0-5][0-9])([.,][0-9]{1,9})?)?(?:(Z)|([+-])(0[0-9]|1[0-3])(?::?([0-5][0-9]))?)?");

    public enum Type {
        YEAR("gYear"),
        MONTH("gYearMonth"),
        DAY("date"),
        TIME("dateTime");

        private final String xsdName;

        Type(String xsdName) {
            this.xsdName = xsdName;
        }

        public String xsdName() {
            return xsdName;
        }
    }

    /** A time that XML Schema does not know is left out of its date; without a date there is none. */
    public static Optional<XsdDate> of(String iso) {
        if (iso.length() > LENGTH_LIMIT) {
            return Optional.empty();
        }
        int end = iso.indexOf('T') >= 0 ? iso.indexOf('T') : iso.indexOf(' ');
        String day = end < 0 ? iso : iso.substring(0, end);
        if (!DATE.matcher(day).matches() || day.startsWith("0000")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (day.length()) {
                        case 4 -> new XsdDate(day, Type.YEAR);
                        case 7 -> new XsdDate(YearMonth.parse(day).toString(), Type.MONTH);
                        default -> {
                            LocalDate.parse(day);
                            yield end < 0 ? new XsdDate(day, Type.DAY) : withTime(day, iso.substring(end + 1));
                        }
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public static XsdDate of(Instant time) {
        return new XsdDate(time.truncatedTo(ChronoUnit.SECONDS).toString(), Type.TIME);
    }

    /** Its first moment; in UTC unless it says otherwise. */
    public Instant begin() {
        return switch (type) {
            case YEAR -> startOf(Year.parse(text).atDay(1));
            case MONTH -> startOf(YearMonth.parse(text).atDay(1));
            case DAY -> startOf(LocalDate.parse(text));
            case TIME -> {
                var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
                yield time instanceof OffsetDateTime known
                        ? known.toInstant()
                        : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
            }
        };
    }

    /** The first moment that is not part of it any more. */
    public Instant end() {
        return switch (type) {
            case YEAR -> startOf(Year.parse(text).plusYears(1).atDay(1));
            case MONTH -> startOf(YearMonth.parse(text).plusMonths(1).atDay(1));
            case DAY -> startOf(LocalDate.parse(text).plusDays(1));
            case TIME -> begin().plusSeconds(1);
        };
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static XsdDate withTime(String day, String text) {
        var time = TIME.matcher(text);
        if (!time.matches()) {
            return new XsdDate(day, Type.DAY);
        }
        var written = new StringBuilder(day)
                .append('T')
                .append(time.group(1))
                .append(':')
                .append(time.group(2));
        written.append(':').append(time.group(3) == null ? "00" : time.group(3));
        if (time.group(4) != null) {
            written.append('.').append(time.group(4), 1, time.group(4).length());
        }
        if (time.group(5) != null) {
            written.append('Z');
        } else if (time.group(6) != null) {
            written.append(time.group(6)).append(time.group(7)).append(':');
            written.append(time.group(8) == null ? "00" : time.group(8));
        }
        return new XsdDate(written.toString(), Type.TIME);
    }
}
