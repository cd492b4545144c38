package io.govshare.catalog.subscription;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sending new versions to subscribers.
 *
 * @param poll how often an instance looks for something to send
 * @param parallel subscribers that one instance sends to at the same time; to each one after the other
 * @param patience for one answer, everything included
 * @param firstBackoff wait after a first failure; doubled with each further one
 * @param maxBackoff longest of these waits
 * @param maxAttempts then a delivery is dead
 * @param giveUpAfter a delivery is dead this long after its publication, whatever was tried
 * @param maxUndelivered a subscription with more that wait or are dead ends: nobody is there
 * @param perAgency subscriptions at the same time
 */
@Validated
@ConfigurationProperties("govshare.catalog.webhooks")
record WebhookProperties(
        @DefaultValue("250ms") Duration poll,
        @DefaultValue("16") @Min(1) @Max(200) int parallel,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("1s") Duration firstBackoff,
        @DefaultValue("10m") Duration maxBackoff,
        @DefaultValue("15") @Min(1) @Max(100) int maxAttempts,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("100000") @Min(1) int maxUndelivered,
        @DefaultValue("100") @Min(1) int perAgency) {

    /** @param failures at least one */
    Duration backoff(int failures) {
        // Sixty doublings of a millisecond are longer than anything.
        long factor = 1L << Math.min(failures - 1, 30);
        long millis = Math.multiplyExact(Math.min(firstBackoff.toMillis(), 3_600_000L), factor);
        return millis > maxBackoff.toMillis() ? maxBackoff : Duration.ofMillis(millis);
    }

    /** Longer than an attempt can take, so that nobody else starts while it lasts. */
    Duration lease() {
        return patience.multipliedBy(2).plusSeconds(10);
    }
}
