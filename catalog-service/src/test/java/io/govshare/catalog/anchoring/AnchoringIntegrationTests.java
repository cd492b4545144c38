package io.govshare.catalog.anchoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.ReceiptsIssued;
import io.govshare.schemas.StatementsSealed;
import io.govshare.schemas.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnchoringIntegrationTests extends CatalogServiceTest {

    @BeforeEach
    void theLedgersTopicIsThere() {
        infrastructure.kafka().createTopic(Topics.RECEIPTS_ISSUED, 3);
    }

    private void announce(List<String> entries) {
        List<ReceiptsIssued.Issued> receipts = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            receipts.add(new ReceiptsIssued.Issued(entries.get(i), i));
        }
        ReceiptsIssued event = new ReceiptsIssued(
                "test/log",
                "0x" + "1".repeat(64),
                400,
                "A".repeat(43),
                7,
                "0x" + "2".repeat(64),
                Instant.now(),
                "0x" + "3".repeat(64),
                receipts);
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(Topics.RECEIPTS_ISSUED, "test/log", EventJson.write(event));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", Topics.RECEIPTS_ISSUED,
                        "ce_source", "/govshare/ledger-service",
                        "ce_time", "2026-11-22T00:00:00Z")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infrastructure.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(message).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatTheLedgerAnnouncesIsShownAsAnchored() {
        UUID dataset = dataset("north", "conditional");
        Answer published = post("/datasets/" + dataset + "/records", publisher("north"), "{\"name\":\"x\"}");
        String entry = published.at("entry");
        String foreign = "B".repeat(42) + "A";
        announce(List.of(foreign, entry));
        announce(List.of(entry));
        await(
                "the record to be anchored",
                () -> get("/datasets/" + dataset + "/records", publisher("north"))
                        .text()
                        .contains("\"ANCHORED\""));
        assertThat(get("/records/" + published.at("record"), publisher("north")).at("state"))
                .isEqualTo("ANCHORED");
        assertThat(count("select count(*) from anchored_entry where entry = decode(?, 'base64')", foreign + "="))
                .isZero();
    }

    @Test
    void aReceiptIsPendingUntilThereIsEvidence() {
        UUID dataset = dataset("north", "conditional");
        Answer published = post("/datasets/" + dataset + "/records", publisher("north"), "{\"name\":\"x\"}");
        String path = "/records/" + published.at("record") + "/receipt";
        long before = count("select count(*) from statement");
        Answer pending = get(path + "?disclosures=true", publisher("north")).expectProblem(409, "CAT-7001");
        assertThat(pending.header("Retry-After")).isEqualTo("1");
        assertThat(count("select count(*) from statement")).isEqualTo(before);

        LEDGER.anchor(published.at("entry"));
        Answer receipt = get(path + "?disclosures=true", publisher("north")).expect(200);
        assertThat(receipt.at("format")).isEqualTo("govshare-receipt/v1");
        assertThat(receipt.json().path("anchor").path("chainId").asInt()).isEqualTo(31_337);
        List<String> disclosures = new ArrayList<>();
        receipt.json().path("disclosures").forEach(text -> disclosures.add(text.asString()));
        SealedStatement statement = SealedStatement.parse(receipt.at("statement"));
        assertThat(statement.entry().base64Url()).isEqualTo(published.at("entry"));
        assertThat(SdJwt.of(statement, disclosures).fields()).containsOnlyKeys("name");
        assertThat(count("select count(*) from statement")).isEqualTo(before + 1);
        assertThat(get(path, publisher("north")).expect(200).json().has("disclosures"))
                .isFalse();
    }

    @Test
    void receiptsAreForWhoMayReadAndAuditorsGetThemWithoutContent() {
        UUID dataset = dataset("north", "conditional");
        Answer published = post("/datasets/" + dataset + "/records", publisher("north"), "{\"name\":\"x\"}");
        LEDGER.anchor(published.at("entry"));
        String path = "/records/" + published.at("record") + "/receipt";
        get(path, consumer("east")).expectProblem(403, "CAT-4001");
        get(path, tokens.person("a", "auditor")).expect(200);
        get(path + "?disclosures=true", tokens.person("a", "auditor")).expectProblem(403, "CAT-4001");
        get(path + "?disclosures=perhaps", publisher("north")).expectProblem(400, "REQ-1003");
        get("/records/" + UUID.randomUUID() + "/receipt", publisher("north")).expectProblem(404, "CAT-2004");
    }

    @Test
    void everyStatementHasAReceiptForWhomItConcerns() {
        UUID dataset = dataset("north", "conditional");
        UUID record = publish(dataset, "north", "{\"name\":\"x\"}");
        Answer denied = get("/records/" + record, consumer("east")).expectProblem(403, "CAT-4001");
        String entry = denied.at("accessEntry");
        get("/statements/" + entry + "/receipt", consumer("east")).expectProblem(409, "CAT-7001");
        LEDGER.anchor(entry);
        for (String token : List.of(consumer("east"), publisher("north"), tokens.person("a", "auditor"))) {
            Answer receipt = get("/statements/" + entry + "/receipt", token).expect(200);
            assertThat(SealedStatement.parse(receipt.at("statement")).type().wireName())
                    .isEqualTo("access.denied");
        }
        get("/statements/" + entry + "/receipt", consumer("south")).expectProblem(404, "CAT-7003");
        get("/statements/nonsense/receipt", consumer("south")).expectProblem(400, "REQ-1003");
    }

    @Test
    void everyStatementIsAnnouncedWithoutContentInOneMessagePerChunk() {
        UUID dataset = dataset("north", "conditional");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_001; i++) {
            lines.append("{\"name\":\"Unmistakable ").append(i).append("\"}\n");
        }
        send(
                        "POST",
                        API + "/datasets/" + dataset + "/records/bulk",
                        publisher("north"),
                        BodyPublishers.ofString(lines.toString()),
                        "Content-Type",
                        "application/x-ndjson",
                        "Idempotency-Key",
                        "k")
                .expect(200);
        List<Integer> sizes = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        await("the announcements", () -> {
            sizes.clear();
            entries.clear();
            for (ConsumerRecord<String, byte[]> message : messages(dataset)) {
                assertThat(new String(message.value(), StandardCharsets.UTF_8)).doesNotContain("Unmistakable");
                StatementsSealed event = EventJson.read(message.value(), StatementsSealed.class);
                sizes.add(event.statements().size());
                event.statements().forEach(statement -> entries.add(statement.entry()));
            }
            return entries.size() >= 1_001;
        });
        assertThat(sizes).containsExactly(500, 500, 1);
        assertThat(entries).doesNotHaveDuplicates();
    }

    private List<ConsumerRecord<String, byte[]>> messages(UUID dataset) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", infrastructure.kafka().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CATALOG_STATEMENTS_SEALED).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long seen = 0;
            while (seen < end) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofSeconds(5))) {
                    seen++;
                    if (dataset.toString().equals(message.key())) {
                        found.add(message);
                    }
                }
            }
        }
        return found;
    }
}
