package io.govshare.ledger.log;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new LogProperties("govshare.local/log", Duration.ofMillis(200)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of("origin", "example.org/log", "checkpoint-pause", "1s"),
                new LogProperties("example.org/log", Duration.ofSeconds(1)));
    }
}
