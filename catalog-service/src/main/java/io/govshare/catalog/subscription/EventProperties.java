package io.govshare.catalog.subscription;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Streams of events, each instance of the service by itself.
 *
 * @param poll how often a stream looks for new versions: most of the time that one takes to arrive
 * @param heartbeat longest silence, shorter than the patience of proxies in between
 * @param longest a stream ends after this time and its reader comes again: by then its token has expired
 * @param perOperator open at the same time
 * @param total of all operators
 */
@Validated
@ConfigurationProperties("govshare.catalog.events")
record EventProperties(
        @DefaultValue("250ms") Duration poll,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("5m") Duration longest,
        @DefaultValue("4") @Min(1) @Max(1_000) int perOperator,
        @DefaultValue("100") @Min(1) @Max(1_000) int total) {}
