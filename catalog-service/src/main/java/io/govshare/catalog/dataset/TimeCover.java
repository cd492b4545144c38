package io.govshare.catalog.dataset;

import io.govshare.catalog.vocabulary.XsdDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The time that a dataset tells of, or that is asked for. A date stands for all of its day, month or year in UTC.
 *
 * @param from null if it has always been
 * @param to not part of it any more; null if it goes on
 */
record TimeCover(@Nullable Instant from, @Nullable Instant to) {

    private static final Pattern DAYS = Pattern.compile("P([0-9]{1,6}Y)?([0-9]{1,6}M)?([0-9]{1,6}W)?([0-9]{1,6}D)?");
    private static final int LAST_YEAR = 9999;

    static final TimeCover UNKNOWN = new TimeCover(null, null);

    /** Empty if it ends before it begins. */
    static Optional<TimeCover> between(@Nullable XsdDate first, @Nullable XsdDate last) {
        Instant from = first == null ? null : first.begin();
        Instant to = last == null ? null : last.end();
        return from != null && to != null && !from.isBefore(to)
                ? Optional.empty()
                : Optional.of(new TimeCover(from, to));
    }

    /** As an import understood it; {@link #UNKNOWN} if it is not said or cannot be told. */
    static TimeCover in(JsonNode metadata) {
        var temporal = metadata.path("temporal");
        if (!temporal.isString()) {
            return between(
                            date(temporal.path("from").asString("")),
                            date(temporal.path("to").asString("")))
                    .orElse(UNKNOWN);
        }
        String[] ends = temporal.stringValue().split("/", -1);
        if (ends.length != 2) {
            return UNKNOWN;
        }
        var first = date(ends[0]);
        var last = date(ends[1]);
        if (first != null && last == null) {
            return lasting(first, ends[1]);
        }
        return first == null || last == null ? UNKNOWN : between(first, last).orElse(UNKNOWN);
    }

    private static TimeCover lasting(XsdDate first, String duration) {
        if (!DAYS.matcher(duration).matches() || duration.length() == 1) {
            return UNKNOWN;
        }
        try {
            OffsetDateTime end = first.begin().atOffset(ZoneOffset.UTC).plus(Period.parse(duration));
            return new TimeCover(first.begin(), end.getYear() > LAST_YEAR ? null : end.toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            return UNKNOWN;
        }
    }

    private static @Nullable XsdDate date(String text) {
        return XsdDate.of(text).orElse(null);
    }

    boolean isKnown() {
        return from != null || to != null;
    }
}
