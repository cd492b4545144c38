package io.govshare.gateway.token;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new TokenProperties(
                "http://127.0.0.1:8180/realms/govshare",
                "govshare",
                Duration.ofSeconds(30),
                List.of("/api/ledger/v1/checkpoint", "/api/ledger/v1/tile/**", "/api/identity/v1/agencies/*/jwks.json"),
                List.of()));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "issuer", "https://id.example",
                        "audience", "other",
                        "clock-skew", "5s",
                        "open-paths[0]", "/a",
                        "origins[0]", "https://front.example"),
                new TokenProperties(
                        "https://id.example",
                        "other",
                        Duration.ofSeconds(5),
                        List.of("/a"),
                        List.of("https://front.example")));
    }
}
