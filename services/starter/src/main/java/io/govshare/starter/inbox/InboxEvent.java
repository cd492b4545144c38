package io.govshare.starter.inbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that arrived.
 *
 * @param id the same in every repetition of the event
 * @param type CloudEvents type
 * @param source the service that sent it
 * @param time when it was added to the sender's outbox
 * @param body an instance of the class that the listener named for the topic
 */
public record InboxEvent(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        UUID id,
        String type,
        String source,
        Instant time,
        Object body) {}
