package io.govshare.identity.key;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new KeyProperties(Duration.ofMinutes(5), 50, 32, Duration.ofSeconds(5), "catalog-service"));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "challenge-lifetime",
                        "1m",
                        "open-challenges",
                        "2",
                        "active-keys",
                        "3",
                        "revocation-grace",
                        "7s",
                        "sealing-client",
                        "sealer"),
                new KeyProperties(Duration.ofMinutes(1), 2, 3, Duration.ofSeconds(7), "sealer"));
    }
}
