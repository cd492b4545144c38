package io.govshare.ledger.anchor;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import io.govshare.proof.chain.Consensus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnchorPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new AnchorProperties(
                Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5)));
        assertDefaults(new ChainProperties(
                URI.create("http://127.0.0.1:18545"), 31_337, Consensus.DEVELOPMENT, "", List.of()));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of("poll", "1s", "resend-after", "2s", "spent-after", "4s", "longest-wait", "6s"),
                new AnchorProperties(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(6)));
        String address = "0x" + "ab".repeat(20);
        assertFullMapping(
                Map.of(
                        "url", "https://node.example",
                        "id", "7",
                        "consensus", "qbft",
                        "contract", address,
                        "validators[0]", address),
                new ChainProperties(URI.create("https://node.example"), 7, Consensus.QBFT, address, List.of(address)));
    }
}
