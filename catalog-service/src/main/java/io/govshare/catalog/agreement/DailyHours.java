package io.govshare.catalog.agreement;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours of each day.
 *
 * @param from inclusive
 * @param to exclusive; when it is before {@code from}, the hours go over midnight
 */
public record DailyHours(LocalTime from, LocalTime to, ZoneId zone) {

    boolean contain(Instant time) {
        LocalTime local = time.atZone(zone).toLocalTime();
        return from.isBefore(to)
                ? !local.isBefore(from) && local.isBefore(to)
                : !local.isBefore(from) || local.isBefore(to);
    }
}
