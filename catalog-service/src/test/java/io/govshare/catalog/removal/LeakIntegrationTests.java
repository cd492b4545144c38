package io.govshare.catalog.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.record.FilesProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** After erasure neither the content nor a hash that it could be guessed from is anywhere that the service writes to. */
@ExtendWith(OutputCaptureExtension.class)
class LeakIntegrationTests extends CatalogServiceTest {

    private static final String MARK = "Zyxomma-Petiolatum-7194";
    private static final String SEEN = "Control-Anisoptera-3355";

    @Autowired
    private DataSource database;

    @Autowired
    private FilesProperties files;

    @Test
    void nothingOfAnErasedRecordIsLeft(CapturedOutput output) throws Exception {
        UUID dataset = dataset("north", "open");
        String json = "{\"name\":\"" + MARK + "\",\"secret\":\"" + MARK + " too\"}";
        String bad = "{\"name\":\"" + MARK + "\",\"amount\":\"" + MARK + "\",\"plate\":7}\n" + MARK + "\n";
        Map<String, byte[]> needles = new LinkedHashMap<>();
        text(needles, MARK);
        for (String hashed : List.of(
                MARK,
                "\"" + MARK + "\"",
                json,
                json + "\n",
                json + "\n" + bad,
                "name,secret\n" + MARK + ",\n",
                "[\"" + MARK + "\"]")) {
            hash(needles, hashed);
        }

        List<UUID> records = new ArrayList<>();
        records.add(send(
                        "POST",
                        API + "/datasets/" + dataset + "/records",
                        publisher("north"),
                        BodyPublishers.ofString(json),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        "single")
                .expect(201)
                .id("record"));
        send(
                        "PUT",
                        API + "/datasets/" + dataset + "/records/" + records.getFirst(),
                        publisher("north"),
                        BodyPublishers.ofString(json),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"1\"")
                .expect(200);
        bulk(dataset, "application/x-ndjson", "keep", json + "\n" + bad);
        bulk(dataset, "application/x-ndjson", "refuse", json + "\n");
        bulk(dataset, "text/csv", "keep", "name,secret\n" + MARK + ",\n");
        UUID filed = dataset("north", "open", "{\"type\":\"object\"}");
        records.add(send(
                        "POST",
                        API + "/datasets/" + filed + "/files",
                        publisher("north"),
                        BodyPublishers.ofString(MARK),
                        "Content-Type",
                        "text/plain",
                        "Content-Disposition",
                        "attachment; filename=\"" + MARK + ".txt\"")
                .expect(201)
                .id("record"));
        get("/datasets/" + dataset + "/records", publisher("north"))
                .json()
                .path("records")
                .forEach(listed ->
                        records.add(UUID.fromString(listed.path("record").asString())));
        for (UUID record : records) {
            Answer own = get("/records/" + record + "?purpose=" + SEEN, publisher("north"))
                    .expect(200);
            for (String disclosure : own.at("sdJwt").split("~", -1)) {
                if (!disclosure.contains(".") && !disclosure.isEmpty()) {
                    text(needles, disclosure);
                    String opened = new String(Base64.getUrlDecoder().decode(disclosure), StandardCharsets.UTF_8);
                    text(needles, JSON.readTree(opened).path(0).asString());
                    hash(needles, opened);
                }
            }
            get("/records/" + record, tokens.person("c", "citizen")).expect(200);
            get("/records/" + record, consumer("south")).expect(200);
        }
        get("/records/" + records.get(1) + "/file", publisher("north")).expect(200);
        assertThat(records).hasSize(6);

        for (UUID record : records) {
            post("/records/" + record + "/erasure", admin("north"), "{\"reason\":\"asked to\"}")
                    .expect(200);
            get("/records/" + record, publisher("north")).expectProblem(410, "CAT-4002");
        }

        assertThat(count("select count(*) from record_version where wrapped_key is null"))
                .isGreaterThanOrEqualTo(6);
        await("everything to be announced", () -> count("select count(*) from outbox") == 0);
        Map<String, byte[]> places = new LinkedHashMap<>();
        tables(places);
        topics(places);
        folder(places);
        places.put("log", output.getAll().getBytes(StandardCharsets.UTF_8));
        // What was to be written is found, so the search finds.
        assertThat(found(places, Map.of("purpose", SEEN.getBytes(StandardCharsets.UTF_8))))
                .anyMatch(place -> place.endsWith("in topic govshare.catalog.statements-sealed.v1"));
        Map<String, byte[]> control = new LinkedHashMap<>();
        text(control, SEEN);
        assertThat(found(places, control)).anyMatch(place -> place.contains("base64") && place.endsWith("statement"));

        assertThat(found(places, needles)).isEmpty();
    }

    @Test
    void noSampleOfContentOrKeysIsInThePlannersStatistics() {
        publish(dataset("north", "open"), "north", "{\"name\":\"a\"}");
        jdbc.sql("analyze record_version").update();
        jdbc.sql("analyze ingest").update();
        assertThat(jdbc.sql("select attname from pg_stats where tablename in ('record_version', 'ingest')")
                        .query(String.class)
                        .list())
                .contains("record")
                .doesNotContain("disclosures", "wrapped_key", "prefix_mac");
    }

    private void bulk(UUID dataset, String type, String onError, String body) {
        send(
                        "POST",
                        API + "/datasets/" + dataset + "/records/bulk?onError=" + onError,
                        publisher("north"),
                        BodyPublishers.ofString(body),
                        "Content-Type",
                        type,
                        "Idempotency-Key",
                        type + onError)
                .expect(200);
    }

    /** As it is, as hex, and within base64 and base64url at each of the three places that it may begin at. */
    private static void text(Map<String, byte[]> needles, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        needles.put("'" + text + "'", bytes);
        needles.put("hex of '" + text + "'", ascii(HexFormat.of().formatHex(bytes)));
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String coded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // The first and last characters hold bits of what stands beside it.
            String inner = coded.substring(shift == 0 ? 0 : shift + 1, coded.length() - 1);
            needles.put("base64 +" + shift + " of '" + text + "'", ascii(inner));
            needles.put(
                    "base64url +" + shift + " of '" + text + "'",
                    ascii(inner.replace('+', '-').replace('/', '_')));
        }
    }

    private static void hash(Map<String, byte[]> needles, String text) {
        byte[] hash = sha256(text.getBytes(StandardCharsets.UTF_8));
        needles.put("SHA-256 of " + text, hash);
        needles.put("hex SHA-256 of " + text, ascii(HexFormat.of().formatHex(hash)));
        needles.put(
                "upper hex SHA-256 of " + text,
                ascii(HexFormat.of().withUpperCase().formatHex(hash)));
        needles.put(
                "base64 SHA-256 of " + text,
                ascii(Base64.getEncoder().withoutPadding().encodeToString(hash)));
        needles.put(
                "base64url SHA-256 of " + text,
                ascii(Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
    }

    private static List<String> found(Map<String, byte[]> places, Map<String, byte[]> needles) {
        List<String> found = new ArrayList<>();
        places.forEach((place, bytes) -> {
            String haystack = new String(bytes, StandardCharsets.ISO_8859_1);
            needles.forEach((name, needle) -> {
                if (haystack.contains(new String(needle, StandardCharsets.ISO_8859_1))) {
                    found.add(name + " in " + place);
                }
            });
        });
        return found;
    }

    private void tables(Map<String, byte[]> places) throws SQLException, IOException {
        List<String> tables = jdbc.sql("select tablename from pg_tables where schemaname = current_schema()")
                .query(String.class)
                .list();
        assertThat(tables).contains("record_version", "ingest", "statement", "publication_key", "outbox");
        try (Connection connection = database.getConnection()) {
            for (String table : tables) {
                for (String format : List.of("text", "binary")) {
                    ByteArrayOutputStream copy = new ByteArrayOutputStream();
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("copy " + table + " to stdout (format " + format + ")", copy);
                    places.put(format + " of table " + table, copy.toByteArray());
                }
            }
        }
    }

    private void topics(Map<String, byte[]> places) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", infrastructure.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            Map<String, ByteArrayOutputStream> read = new LinkedHashMap<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(5))) {
                    ByteArrayOutputStream topic =
                            read.computeIfAbsent(message.topic(), _ -> new ByteArrayOutputStream());
                    if (message.key() != null) {
                        topic.writeBytes(message.key());
                    }
                    if (message.value() != null) {
                        topic.writeBytes(message.value());
                    }
                    for (Header header : message.headers()) {
                        topic.writeBytes(header.value());
                    }
                }
            }
            read.forEach((topic, bytes) -> places.put("topic " + topic, bytes.toByteArray()));
        }
    }

    private void folder(Map<String, byte[]> places) throws IOException {
        try (Stream<Path> all = Files.walk(files.path())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                places.put("file " + file, Files.readAllBytes(file));
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(Arrays.toString(bytes), e);
        }
    }
}
