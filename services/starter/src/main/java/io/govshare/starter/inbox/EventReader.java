package io.govshare.starter.inbox;

import io.govshare.schemas.EventJson;
import io.govshare.schemas.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Messages as events: CloudEvents in binary mode, the body strict JSON. */
final class EventReader {

    private final Map<String, Class<?>> bodies;

    EventReader(Map<String, Class<?>> bodies) {
        this.bodies = Map.copyOf(bodies);
    }

    record Batch(List<InboxEvent> events, List<Rejection> rejections) {}

    Batch read(Iterable<ConsumerRecord<byte[], byte[]>> messages) {
        List<InboxEvent> events = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            try {
                events.add(event(message));
            } catch (MalformedEventException | IllegalArgumentException | DateTimeException e) {
                rejections.add(new Rejection(message, String.valueOf(e.getMessage())));
            }
        }
        return new Batch(events, rejections);
    }

    private InboxEvent event(ConsumerRecord<byte[], byte[]> message) {
        byte[] value = message.value();
        if (value == null) {
            throw new IllegalArgumentException("The message has no body");
        }
        return new InboxEvent(
                message.topic(),
                message.partition(),
                message.offset(),
                RejectedMessages.text(message.key()),
                UUID.fromString(header(message, "ce_id")),
                header(message, "ce_type"),
                header(message, "ce_source"),
                Instant.parse(header(message, "ce_time")),
                EventJson.read(value, Objects.requireNonNull(bodies.get(message.topic()), "a topic not asked for")));
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("The message has no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
