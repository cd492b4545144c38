package io.govshare.identity.keycloak;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeycloakPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new KeycloakProperties(
                "http://127.0.0.1:8180",
                "govshare",
                true,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10)));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "url", "http://a",
                        "realm", "b",
                        "enabled", "false",
                        "every", "1s",
                        "patience", "2s",
                        "timeout", "3s"),
                new KeycloakProperties(
                        "http://a", "b", false, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }
}
