package io.govshare.starter.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param enabled whether this process relays; adding works regardless
 * @param pollInterval how long events of other instances, and of a crash, wait at most when nobody wakes the relay
 * @param batchInterval least time from one batch that was not full to the next: each costs a commit of its own, for which
 *     those of callers wait
 * @param batchSize most events between two deletions; a crash repeats at most so many
 * @param batchBytes bound on the memory of a batch
 * @param maxBackoff longest pause after failures
 */
@Validated
@ConfigurationProperties("govshare.outbox")
public record OutboxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("200ms") Duration pollInterval,
        @DefaultValue("50ms") Duration batchInterval,
        @Min(1) @Max(10_000) @DefaultValue("500") int batchSize,
        @DefaultValue("8MB") DataSize batchBytes,
        @DefaultValue("10s") Duration maxBackoff) {}
