package io.govshare.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.govshare.ledger.log.Entries;
import io.govshare.proof.merkle.Hash;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.ReceiptsIssued;
import io.govshare.schemas.StatementsSealed;
import io.govshare.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the ledger's neighbours send it, and what they hear from it. */
record LedgerTopics(String bootstrapServers) {

    /** Entries that nobody else has, in any run. */
    static List<Hash> entries(String name, int count) {
        String run = UUID.randomUUID().toString();
        List<Hash> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(Entries.entry(name + run + i));
        }
        return entries;
    }

    /** Announces records with these entries, in as many events as it takes. */
    void send(String topic, List<Hash> entries) throws ExecutionException, InterruptedException {
        for (int from = 0; from < entries.size(); from += StatementsSealed.MAX_STATEMENTS) {
            int to = Math.min(entries.size(), from + StatementsSealed.MAX_STATEMENTS);
            List<StatementsSealed.Sealed> statements = entries.subList(from, to).stream()
                    .map(entry -> StatementsSealed.Sealed.ofRecord(
                            entry.base64Url(),
                            "record.published",
                            "tax",
                            "operator",
                            Instant.EPOCH,
                            UUID.randomUUID(),
                            1,
                            UUID.randomUUID(),
                            "a dataset",
                            null))
                    .toList();
            sendRaw(topic, EventJson.write(new StatementsSealed(statements)));
        }
    }

    void sendRaw(String topic, byte[] body) throws ExecutionException, InterruptedException {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, UUID.randomUUID().toString(), body);
        Map.of("ce_specversion", "1.0", "ce_id", UUID.randomUUID().toString(), "ce_type", topic)
                .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        message.headers().add("ce_source", "/govshare/test".getBytes(UTF_8));
        message.headers().add("ce_time", "2026-01-01T00:00:00Z".getBytes(UTF_8));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(message).get();
        }
    }

    /** Events of receipts until those of the entries were seen; all of the topic, from its beginning. */
    List<ReceiptsIssued> announcements(Collection<Hash> entries) {
        Set<String> awaited = entries.stream().map(Hash::base64Url).collect(Collectors.toCollection(HashSet::new));
        List<ReceiptsIssued> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RECEIPTS_ISSUED).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            TestLedger.await("receipts on the topic", () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    ReceiptsIssued event = EventJson.read(message.value(), ReceiptsIssued.class);
                    events.add(event);
                    event.receipts().forEach(receipt -> awaited.remove(receipt.entry()));
                });
                return awaited.isEmpty();
            });
        }
        return events;
    }
}
