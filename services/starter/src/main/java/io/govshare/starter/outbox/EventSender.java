package io.govshare.starter.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches to Kafka, as CloudEvents in binary mode. Used by the relay's thread only.
 *
 * <p>The producer is idempotent and never gives a message up by itself ({@code delivery.timeout.ms} without end): a
 * message given up while its successors are in flight could come after them when sent again. Instead the wait for the
 * acknowledgements has an end, and what is then still open is thrown away together with the producer.
 *
 * <p>One request is in flight at a time. With more, a request that a broker refuses for a moment, as it does while it
 * learns that it leads a new partition, can be overtaken by its successor: a broker that knows nothing of the producer
 * yet accepts any first sequence number, and then refuses the overtaken request for ever (KAFKA-14359, KAFKA-15591).
 */
final class EventSender implements AutoCloseable {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Object> config;
    private final byte[] source;
    private final Duration patience;
    private @Nullable Producer<String, byte[]> producer;

    /** @param patience how long a batch may stay unacknowledged before the connection is set up anew */
    EventSender(Map<String, Object> kafka, String source, Duration patience) {
        this.config = new HashMap<>(kafka);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
        config.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        // The relay hands over a whole batch at once and then waits, so a long linger would only delay.
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 1);
        config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        this.source = bytes(source);
        this.patience = patience;
    }

    /**
     * Blocks until each row is acknowledged or the attempt has failed.
     *
     * @param stop asked while waiting
     * @return what is known to be in Kafka; when it is not everything, the failure says why
     */
    Sent send(List<OutboxRow> rows, BooleanSupplier stop) throws InterruptedException {
        List<Future<RecordMetadata>> pending = new ArrayList<>(rows.size());
        Exception failure = null;
        try {
            Producer<String, byte[]> open = open();
            for (OutboxRow row : rows) {
                Future<RecordMetadata> future = open.send(record(row));
                pending.add(future);
                if (future.state() == Future.State.FAILED) {
                    break; // Refused before it was queued: nothing may overtake it.
                }
            }
        } catch (KafkaException e) {
            failure = e;
        }
        List<OutboxRow> acknowledged = new ArrayList<>(rows.size());
        long deadline = System.nanoTime() + patience.toNanos();
        for (int i = 0; i < pending.size(); i++) {
            Exception refusal = await(pending.get(i), deadline, stop);
            if (refusal == null) {
                acknowledged.add(rows.get(i));
            } else if (failure == null) {
                failure = refusal;
            }
        }
        if (failure != null) {
            close();
        }
        return new Sent(acknowledged, failure);
    }

    record Sent(List<OutboxRow> acknowledged, @Nullable Exception failure) {}

    private static @Nullable Exception await(Future<RecordMetadata> future, long deadline, BooleanSupplier stop)
            throws InterruptedException {
        while (true) {
            long left = deadline - System.nanoTime();
            boolean patient = left > 0 && !stop.getAsBoolean();
            try {
                future.get(patient ? Math.min(left, 500_000_000L) : 0, TimeUnit.NANOSECONDS);
                return null;
            } catch (ExecutionException e) {
                return e.getCause() instanceof Exception cause ? cause : e;
            } catch (TimeoutException e) {
                if (!patient) {
                    return new TimeoutException("Kafka did not acknowledge in time");
                }
            }
        }
    }

    private Producer<String, byte[]> open() {
        if (producer == null) {
            producer = new KafkaProducer<>(config);
        }
        return producer;
    }

    private ProducerRecord<String, byte[]> record(OutboxRow row) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(row.topic(), row.key(), row.payload());
        Headers headers = record.headers();
        headers.add("ce_specversion", bytes("1.0"));
        headers.add("ce_id", bytes(row.id().toString()));
        headers.add("ce_type", bytes(row.type()));
        headers.add("ce_source", source);
        headers.add("ce_time", bytes(row.addedAt().toString()));
        headers.add("content-type", bytes("application/json"));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        Producer<String, byte[]> closing = producer;
        producer = null;
        if (closing != null) {
            closing.close(CLOSE_PATIENCE);
        }
    }
}
