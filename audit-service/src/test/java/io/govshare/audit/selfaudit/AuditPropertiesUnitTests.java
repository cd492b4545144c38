package io.govshare.audit.selfaudit;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import io.govshare.proof.chain.Consensus;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        Map<String, String> needed =
                Map.of("chain-url", "http://a", "chain-id", "1", "ledger-url", "http://b", "catalog-url", "http://c");
        assertDefaults(
                needed,
                new AuditProperties(
                        URI.create("http://a"), 1, Consensus.QBFT, URI.create("http://b"), URI.create("http://c")));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "chain-url", "http://a",
                        "chain-id", "1",
                        "chain-consensus", "development",
                        "ledger-url", "http://b",
                        "catalog-url", "http://c"),
                new AuditProperties(
                        URI.create("http://a"),
                        1,
                        Consensus.DEVELOPMENT,
                        URI.create("http://b"),
                        URI.create("http://c")));
    }
}
