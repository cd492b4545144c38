package io.govshare.catalog.outbound;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new OutboundProperties(List.of(), List.of(80, 443, 8443)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of("allowed-hosts", "Hooks.internal:8443,10.0.0.1", "ports", "443"),
                new OutboundProperties(List.of("hooks.internal:8443", "10.0.0.1"), List.of(443)));
    }

    @Test
    void aHostIsAllowedOnItsPortOnly() {
        OutboundProperties properties =
                new OutboundProperties(List.of("Hooks.internal:8443", "10.0.0.1", "[fd00::1]:81"), List.of());
        assertThat(properties.allows("hooks.INTERNAL", 8443)).isTrue();
        assertThat(properties.allows("hooks.internal", 443)).isFalse();
        assertThat(properties.allows("a.hooks.internal", 8443)).isFalse();
        assertThat(properties.allows("10.0.0.1", 5432)).isTrue();
        assertThat(properties.allows("fd00::1", 81)).isTrue();
        assertThat(properties.allows("fd00::1", 82)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.b", "a.b/c", "me@a.b", "a b", "fd00::1", "a.b:port", ""})
    void whatIsNoHostIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutboundProperties(List.of(host), List.of()))
                .withMessageContaining("allowed-hosts");
    }
}
