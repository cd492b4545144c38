package io.govshare.catalog.agreement;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new AgreementProperties(Duration.ofSeconds(10), 1, 10, 20, null));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "expiry-interval", "1m",
                        "open-reply-days", "2",
                        "reply-days", "3",
                        "delivery-days", "4",
                        "calendars", "/calendars"),
                new AgreementProperties(Duration.ofMinutes(1), 2, 3, 4, Path.of("/calendars")));
    }
}
