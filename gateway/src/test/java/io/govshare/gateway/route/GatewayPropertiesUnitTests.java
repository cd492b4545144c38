package io.govshare.gateway.route;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayPropertiesUnitTests {

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new GatewayProperties(
                URI.create("http://127.0.0.1:8081"),
                URI.create("http://127.0.0.1:8082"),
                URI.create("http://127.0.0.1:8083"),
                URI.create("http://127.0.0.1:8084"),
                new GatewayProperties.Upstream(
                        Duration.ofSeconds(2), Duration.ofMinutes(15), 256, Duration.ofSeconds(5))));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "identity-url", "http://a",
                        "catalog-url", "http://b",
                        "ledger-url", "http://c",
                        "audit-url", "http://d",
                        "upstream.connect-timeout", "1s",
                        "upstream.response-timeout", "3s",
                        "upstream.connections-per-service", "4",
                        "upstream.queue-timeout", "6s"),
                new GatewayProperties(
                        URI.create("http://a"),
                        URI.create("http://b"),
                        URI.create("http://c"),
                        URI.create("http://d"),
                        new GatewayProperties.Upstream(
                                Duration.ofSeconds(1), Duration.ofSeconds(3), 4, Duration.ofSeconds(6))));
    }
}
