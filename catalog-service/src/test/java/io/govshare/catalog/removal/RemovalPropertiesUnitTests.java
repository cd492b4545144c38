package io.govshare.catalog.removal;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemovalPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new RemovalProperties(Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofDays(7)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of("interval", "1h", "settling", "2h", "backups-kept", "3h"),
                new RemovalProperties(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3)));
    }
}
