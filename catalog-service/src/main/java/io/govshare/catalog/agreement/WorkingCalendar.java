package io.govshare.catalog.agreement;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * On which days an office of a jurisdiction works: from Monday to Friday, but for the days that its list says otherwise of.
 *
 * @param exceptions whether a day is worked on, other than its day of the week tells
 */
record WorkingCalendar(ZoneId zone, Map<LocalDate, Boolean> exceptions) {

    /** Where there is no list. */
    static final WorkingCalendar WEEKDAYS = new WorkingCalendar(ZoneOffset.UTC, Map.of());

    WorkingCalendar {
        exceptions = Map.copyOf(exceptions);
    }

    /**
     * @param lines {@code zone Europe/Paris}, {@code 2026-05-14 free} or {@code 2026-05-09 work}
     * @throws IllegalArgumentException that names the line
     */
    static WorkingCalendar of(List<String> lines) {
        ZoneId zone = ZoneOffset.UTC;
        Map<LocalDate, Boolean> exceptions = new HashMap<>();
        for (String line : lines) {
            String[] words = line.strip().split(" ", -1);
            try {
                if (words.length == 2 && words[0].equals("zone")) {
                    zone = ZoneId.of(words[1]);
                } else if (words.length == 2 && (words[1].equals("free") || words[1].equals("work"))) {
                    exceptions.put(LocalDate.parse(words[0]), words[1].equals("work"));
                } else {
                    throw new IllegalArgumentException("a calendar has no line '" + line + "'");
                }
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("a calendar has no line '" + line + "'", e);
            }
        }
        return new WorkingCalendar(zone, exceptions);
    }

    boolean isWorkingDay(LocalDate day) {
        DayOfWeek of = day.getDayOfWeek();
        return exceptions.getOrDefault(day, of != DayOfWeek.SATURDAY && of != DayOfWeek.SUNDAY);
    }

    /** The end of so many working days, of which the day of the beginning is none. */
    Instant after(Instant begin, int workingDays) {
        LocalDate day = begin.atZone(zone).toLocalDate();
        for (int left = workingDays; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
