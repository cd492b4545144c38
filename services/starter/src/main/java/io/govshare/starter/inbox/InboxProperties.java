package io.govshare.starter.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param enabled whether this process consumes
 * @param batchInterval how long Kafka holds back a few events for more to come, so that they share a transaction
 * @param maxBackoff longest pause after failures; far below Kafka's {@code max.poll.interval.ms}
 * @param sessionTimeout how long a killed process keeps its partitions from the others; six seconds is the least that
 *     brokers allow by default, and a busy machine needs some margin over missed heartbeats
 */
@Validated
@ConfigurationProperties("govshare.inbox")
public record InboxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("100ms") Duration batchInterval,
        @DefaultValue("10s") Duration maxBackoff,
        @DefaultValue("10s") Duration sessionTimeout) {}
