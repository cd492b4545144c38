package io.govshare.catalog.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoDatesUnitTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2014",
                "2014-10",
                "2014-10-03",
                "2024-02-29",
                "2015-03-17T08:30:00Z",
                "2015-03-17T08:30:00.000+02:00",
                "2015-03-17 08:30",
                "2015-03-17T08:30:00"
            })
    void datesOfEveryPrecisionAreTaken(String text) {
        assertThat(IsoDates.isDate(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "last spring",
                "2014-13-01",
                "2015-02-29",
                "10/03/2014",
                "2014-10T08:00",
                "2014-10-03T25:00",
                "14",
                "2014-10-03Tx"
            })
    void whatIsNoDateIsNot(String text) {
        assertThat(IsoDates.isDate(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"R/P1Y", "R/PT0.5H", "P3M", "R12/P1W", "R/P1DT12H"})
    void repetitionsAreTaken(String text) {
        assertThat(IsoDates.isRepetition(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"R/P", "R/PT", "Weekly", "R/", "Rx/P1Y", "P1YT"})
    void whatIsNoRepetitionIsNot(String text) {
        assertThat(IsoDates.isRepetition(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2015/2016", "2000-01-15T00:45:00Z/2010-01-15T00:06:00Z", "2015-01-01/P1Y", "P1Y/2016"})
    void intervalsAreTaken(String text) {
        assertThat(IsoDates.isInterval(text)).isTrue();
    }

    @Test
    void aListOfSchoolYearsIsNoInterval() {
        assertThat(IsoDates.isInterval("2019-2020, 2020-2021, 2021-2022")).isFalse();
    }

    @Test
    void hugeTextsAreRefusedBeforeAnyPattern() {
        assertThat(IsoDates.isDuration("P" + "1".repeat(1_000_000))).isFalse();
        assertThat(IsoDates.isDate("2".repeat(1_000_000))).isFalse();
        assertThat(IsoDates.isInterval("2015/".repeat(1_000_000))).isFalse();
    }
}
