package io.govshare.starter;

import io.govshare.testkit.infrastructure.KafkaServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Kafka as seen from outside the starter. */
public final class Messages {

    private final KafkaServer kafka;

    public Messages(KafkaServer kafka) {
        this.kafka = kafka;
    }

    /** Everything that a topic holds now, by partition and offset; waits until it is at least so many. */
    public List<ConsumerRecord<String, String>> read(String topic, int atLeast) {
        List<ConsumerRecord<String, String>> messages = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                boolean atEnd =
                        partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition));
                if (atEnd && messages.size() >= atLeast) {
                    return messages;
                }
            }
        }
        throw new AssertionError("Only " + messages.size() + " of " + atLeast + " messages in " + topic);
    }

    /** The values of each key, in order, each at its first occurrence. */
    public static Map<String, List<Integer>> firstOccurrences(List<ConsumerRecord<String, String>> messages) {
        Map<String, List<Integer>> values = new HashMap<>();
        for (ConsumerRecord<String, String> message : messages) {
            List<Integer> seen = values.computeIfAbsent(message.key(), key -> new ArrayList<>());
            Integer value = number(message.value());
            if (!seen.contains(value)) {
                seen.add(value);
            }
        }
        return values;
    }

    private static Integer number(String json) {
        return Integer.valueOf(json.replaceAll("\\D", ""));
    }

    public static String header(ConsumerRecord<?, ?> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Sends well-formed events. */
    public void send(String topic, String key, List<String> bodies) {
        sendRaw(bodies.stream()
                .map(body -> {
                    ProducerRecord<String, byte[]> message =
                            new ProducerRecord<>(topic, key, body.getBytes(StandardCharsets.UTF_8));
                    Map.of(
                                    "ce_specversion", "1.0",
                                    "ce_id", UUID.randomUUID().toString(),
                                    "ce_type", topic,
                                    "ce_source", "/govshare/test",
                                    "ce_time", "2026-11-22T10:00:00Z")
                            .forEach((name, value) ->
                                    message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                    return message;
                })
                .toList());
    }

    /** Sends a message without any header. */
    public void sendBare(String topic, String key, byte @Nullable [] body) {
        sendRaw(List.of(new ProducerRecord<>(topic, key, body)));
    }

    private void sendRaw(List<ProducerRecord<String, byte[]>> messages) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        // Topics are written to as soon as they are made, where more could reorder or stick.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var sent = messages.stream().map(producer::send).toList();
            for (var future : sent) {
                future.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
