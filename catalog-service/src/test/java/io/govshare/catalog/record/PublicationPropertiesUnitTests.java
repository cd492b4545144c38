package io.govshare.catalog.record;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicationPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new PublicationProperties(Duration.ofDays(7)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(Map.of("keys-kept", "1h"), new PublicationProperties(Duration.ofHours(1)));
    }
}
