package io.govshare.catalog.subscription;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebhookPropertiesUnitTests {

    private static final WebhookProperties DEFAULTS = new WebhookProperties(
            Duration.ofMillis(250),
            16,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            15,
            Duration.ofHours(24),
            100_000,
            100);

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(DEFAULTS);
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "poll", "1s",
                        "parallel", "2",
                        "patience", "3s",
                        "first-backoff", "4s",
                        "max-backoff", "5s",
                        "max-attempts", "6",
                        "give-up-after", "7s",
                        "max-undelivered", "8",
                        "per-agency", "9"),
                new WebhookProperties(
                        Duration.ofSeconds(1),
                        2,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        6,
                        Duration.ofSeconds(7),
                        8,
                        9));
    }

    @Test
    void eachWaitIsTwiceTheOneBeforeUpToTheLongest() {
        List<Long> seconds = IntStream.of(1, 2, 3, 10, 11, 15, 1_000_000)
                .mapToObj(failures -> DEFAULTS.backoff(failures).toSeconds())
                .toList();
        assertThat(seconds).containsExactly(1L, 2L, 4L, 512L, 600L, 600L, 600L);
    }
}
