package io.govshare.catalog.agreement;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new AgreementProperties(Duration.ofSeconds(10)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(Map.of("expiry-interval", "1m"), new AgreementProperties(Duration.ofMinutes(1)));
    }
}
