package io.govshare.catalog.sealing;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new IdentityProperties(
                URI.create("http://127.0.0.1:8081"), Duration.ofSeconds(5), Duration.ofSeconds(1)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of("url", "http://a", "timeout", "2s", "interval", "3s"),
                new IdentityProperties(URI.create("http://a"), Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }
}
