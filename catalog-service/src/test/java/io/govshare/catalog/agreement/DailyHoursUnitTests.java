package io.govshare.catalog.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyHoursUnitTests {

    @ParameterizedTest
    @CsvSource({
        // In Paris it is one hour later than in Greenwich, in summer two.
        "08:00, 18:00, 2026-01-15T06:59:59Z, false",
        "08:00, 18:00, 2026-01-15T07:00:00Z, true",
        "08:00, 18:00, 2026-01-15T16:59:59Z, true",
        "08:00, 18:00, 2026-01-15T17:00:00Z, false",
        "08:00, 18:00, 2026-07-15T06:00:00Z, true",
        "22:00, 04:00, 2026-01-15T21:00:00Z, true",
        "22:00, 04:00, 2026-01-15T02:59:59Z, true",
        "22:00, 04:00, 2026-01-15T03:00:00Z, false",
        "22:00, 04:00, 2026-01-15T12:00:00Z, false"
    })
    void hoursAreThoseOfTheirZoneAndMayGoOverMidnight(LocalTime from, LocalTime to, Instant time, boolean contained) {
        assertThat(new DailyHours(from, to, ZoneId.of("Europe/Paris")).contain(time))
                .isEqualTo(contained);
    }

    @Test
    void theVocabularyHasThePurposesOfItsSecondVersion() {
        assertThat(DpvPurposes.count()).isEqualTo(95);
        assertThat(DpvPurposes.has("LegalCompliance")).isTrue();
        assertThat(DpvPurposes.has("legalcompliance")).isFalse();
        assertThat(DpvPurposes.has("")).isFalse();
    }
}
