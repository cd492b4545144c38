package io.govshare.starter.outbox;

import java.util.Objects;

/**
 * An event on its way out.
 *
 * @param topic Kafka topic
 * @param key events with the same topic and key arrive in the order in which they were added
 * @param type CloudEvents type; by convention the topic's name
 * @param payload JSON, at most {@value #MAX_BYTES} bytes
 */
public record OutboxMessage(String topic, String key, String type, byte[] payload) {

    /** Leaves room for key and headers below Kafka's limit of 1 MiB for a message. */
    public static final int MAX_BYTES = 900 * 1024;

    public OutboxMessage {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(type, "type");
        if (payload.length > MAX_BYTES) {
            // Found here, where the caller can still refuse the request: the relay could only stop.
            throw new IllegalArgumentException("An event of " + payload.length + " bytes is larger than " + MAX_BYTES);
        }
    }

    public static OutboxMessage of(String topic, String key, byte[] payload) {
        return new OutboxMessage(topic, key, topic, payload);
    }
}
