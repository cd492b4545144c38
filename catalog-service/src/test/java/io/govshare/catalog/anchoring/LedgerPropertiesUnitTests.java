package io.govshare.catalog.anchoring;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new LedgerProperties(URI.create("http://127.0.0.1:8083"), Duration.ofSeconds(5)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of("url", "http://a", "timeout", "2s"),
                new LedgerProperties(URI.create("http://a"), Duration.ofSeconds(2)));
    }
}
