package io.govshare.catalog.subscription;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(
                new EventProperties(Duration.ofMillis(250), Duration.ofSeconds(15), Duration.ofMinutes(5), 4, 100));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of("poll", "1s", "heartbeat", "2s", "longest", "3s", "per-operator", "5", "total", "6"),
                new EventProperties(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 5, 6));
    }
}
