package io.govshare.ledger.log.witness;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WitnessPropertiesUnitTests {

    private static final String KEY = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(
                new WitnessProperties(List.of(), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(1)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "witnesses[0].key",
                        KEY,
                        "witnesses[0].url",
                        "https://witness.example",
                        "pause",
                        "3s",
                        "timeout",
                        "4s",
                        "longest-wait",
                        "5s"),
                new WitnessProperties(
                        List.of(new WitnessProperties.Witness(KEY, URI.create("https://witness.example"))),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5)));
    }

    @Test
    void theAddressIsAPrefix() {
        for (String prefix : List.of("https://witness.example/w1", "https://witness.example/w1/")) {
            assertThat(new WitnessProperties.Witness(KEY, URI.create(prefix)).addCheckpoint())
                    .isEqualTo(URI.create("https://witness.example/w1/add-checkpoint"));
        }
    }

    @Test
    void aKeyThatIsNoneAndAnAddressThatIsNoneAreRefused() {
        assertThatThrownBy(() -> new WitnessProperties.Witness("remora", URI.create("https://witness.example")))
                .hasMessageContaining("verifier key");
        assertThatThrownBy(() -> new WitnessProperties.Witness(KEY, URI.create("file:///etc")))
                .hasMessageContaining("http");
    }
}
