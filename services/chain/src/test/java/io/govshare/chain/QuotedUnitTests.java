package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedUnitTests {
    @Test
    void shortWordsStayAsTheyAre() {
        assertThat(Quoted.of("Gas price below configured minimum gas price, \u00e9\ud83d\ude00"))
                .isEqualTo("Gas price below configured minimum gas price, \u00e9\ud83d\ude00");
        assertThat(Quoted.of(null)).isEqualTo("null");
    }

    @Test
    void whatADatabaseOrALogDoesNotTakeBecomesASpace() {
        assertThat(Quoted.of("a\u0000b\nc\u0085d\ud800e")).isEqualTo("a b c d e");
    }

    @Test
    void longWordsAreCutOff() {
        assertThat(Quoted.of("x".repeat(8_000_000))).isEqualTo("x".repeat(300) + "\u2026");
        assertThat(Quoted.of("\ud83d\ude00".repeat(301))).isEqualTo("\ud83d\ude00".repeat(300) + "\u2026");
    }
}
