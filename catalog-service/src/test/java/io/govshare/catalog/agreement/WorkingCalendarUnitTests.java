package io.govshare.catalog.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarUnitTests {

    private static WorkingCalendar calendar(String code) {
        try {
            return WorkingCalendar.of(Files.readAllLines(Path.of("src/main/resources/calendar", code + ".txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // A Monday without holidays behind it.
        "US, 2026-03-02T15:00:00Z, 1, 2026-03-04T05:00:00Z",
        // Thanksgiving and the weekend lie between.
        "US, 2026-11-25T15:00:00Z, 1, 2026-11-28T05:00:00Z",
        // Asked for late in the evening: by the office's clock it is still that day.
        "US, 2026-03-03T03:00:00Z, 1, 2026-03-04T05:00:00Z",
        // The clocks change on the way, and Easter Monday is free.
        "FR, 2026-03-27T10:00:00Z, 10, 2026-04-13T22:00:00Z",
        // The week of the national holiday, and a Saturday that is worked on for it.
        "CN, 2026-09-30T04:00:00Z, 3, 2026-10-10T16:00:00Z",
        "CN, 2026-02-13T04:00:00Z, 1, 2026-02-14T16:00:00Z",
        "CN, 2026-02-13T04:00:00Z, 2, 2026-02-24T16:00:00Z",
        "DE, 2026-12-23T12:00:00Z, 2, 2026-12-28T23:00:00Z"
    })
    void workingDaysPassOverWeekendsAndHolidaysOfTheJurisdiction(
            String code, Instant begin, int days, Instant expected) {
        assertThat(calendar(code).after(begin, days)).isEqualTo(expected);
    }

    @Test
    void whereThereIsNoListWeekdaysAreWorkedOn() {
        assertThat(WorkingCalendar.WEEKDAYS.after(Instant.parse("2026-11-20T12:00:00Z"), 1))
                .isEqualTo("2026-11-24T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30 free", "2026-01-01 holiday", "zone", "", "2026-01-01"})
    void aListThatCannotBeReadNamesItsLine(String line) {
        assertThatThrownBy(() -> WorkingCalendar.of(List.of(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + line + "'");
    }
}
