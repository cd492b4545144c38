package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GasPricesUnitTests {
    @Test
    void aFreeChainIsOfferedNothing() {
        assertThat(GasPrices.free().offer(1_000)).isZero();
        assertThat(GasPrices.free().raise(0, 1_000)).isEmpty();
        assertThatThrownBy(() -> new GasPrices(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "100, 0, 110", "101, 0, 112", "100, 150, 150", "100, 500, 200", "181, 0, 200", "1, 1, 2"})
    void aReplacementOffersATenthMoreOrWhatTheNodeAsksFor(long offered, long asked, long raised) {
        assertThat(new GasPrices(200).raise(offered, asked)).hasValue(raised);
    }

    @Test
    void noReplacementOffersMoreThanIsAllowed() {
        assertThat(new GasPrices(200).raise(182, 0)).isEmpty();
        assertThat(new GasPrices(200).raise(200, 500)).isEmpty();
        assertThat(new GasPrices(200).offer(500)).isEqualTo(200);
        assertThat(new GasPrices(200).offer(150)).isEqualTo(150);
    }
}
