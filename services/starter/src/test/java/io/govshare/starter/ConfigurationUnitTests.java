package io.govshare.starter;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.govshare.starter.agency.AgencyDirectoryProperties;
import io.govshare.starter.client.ServiceClientProperties;
import io.govshare.starter.inbox.InboxProperties;
import io.govshare.starter.outbox.OutboxProperties;
import io.govshare.starter.request.HttpProperties;
import io.govshare.starter.security.SecurityProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ConfigurationUnitTests {

    @Test
    void defaultsAreAsDocumented() {
        assertThatCode(() -> {
                    assertDefaults(new SecurityProperties(
                            "http://127.0.0.1:8180/realms/govshare", "govshare", Duration.ofSeconds(30)));
                    assertDefaults(new OutboxProperties(
                            true,
                            Duration.ofMillis(200),
                            Duration.ofMillis(50),
                            500,
                            DataSize.ofMegabytes(8),
                            Duration.ofSeconds(10)));
                    assertDefaults(new InboxProperties(
                            true, Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(10)));
                    assertDefaults(new AgencyDirectoryProperties(true, "govshare.identity.agency-changed.v1"));
                    assertDefaults(new ServiceClientProperties(null, null, null, Duration.ofSeconds(5)));
                    assertDefaults(new HttpProperties(DataSize.ofMegabytes(2)));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void everySettingArrives() {
        assertThatCode(() -> {
                    assertFullMapping(
                            Map.of("issuer", "https://id.example", "audience", "other", "clock-skew", "5s"),
                            new SecurityProperties("https://id.example", "other", Duration.ofSeconds(5)));
                    assertFullMapping(
                            Map.of(
                                    "enabled",
                                    "false",
                                    "poll-interval",
                                    "1s",
                                    "batch-interval",
                                    "2s",
                                    "batch-size",
                                    "10",
                                    "batch-bytes",
                                    "1MB",
                                    "max-backoff",
                                    "1m"),
                            new OutboxProperties(
                                    false,
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(2),
                                    10,
                                    DataSize.ofMegabytes(1),
                                    Duration.ofMinutes(1)));
                    assertFullMapping(
                            Map.of(
                                    "enabled",
                                    "false",
                                    "batch-interval",
                                    "2s",
                                    "max-backoff",
                                    "1m",
                                    "session-timeout",
                                    "6s"),
                            new InboxProperties(
                                    false, Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(6)));
                    assertFullMapping(
                            Map.of("enabled", "false", "topic", "t"), new AgencyDirectoryProperties(false, "t"));
                    assertFullMapping(
                            Map.of("id", "a", "secret", "b", "token-uri", "http://c", "timeout", "1s"),
                            new ServiceClientProperties("a", "b", "http://c", Duration.ofSeconds(1)));
                    assertFullMapping(Map.of("max-body", "1MB"), new HttpProperties(DataSize.ofMegabytes(1)));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void secretDoesNotShow() {
        assertThat(new ServiceClientProperties("a", "hush", null, Duration.ofSeconds(1)).toString())
                .doesNotContain("hush");
    }
}
