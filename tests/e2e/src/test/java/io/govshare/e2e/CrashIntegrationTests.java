package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.Component;
import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Operator;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * A part is killed as by a power cut in the middle of a bulk publication, and started again. Whatever was acknowledged
 * must then be in the log exactly once, with a receipt that verifies.
 */
class CrashIntegrationTests {

    private static final int LINES = 6_000;
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final World world = World.world();
    private final Operator publisher = world.operator("fiscal-admin");

    @ParameterizedTest
    @EnumSource(
            value = Component.class,
            names = {"CATALOG", "LEDGER", "AUDIT", "KAFKA", "POSTGRESQL"})
    void acknowledgedRecordsAreInTheLogExactlyOnceAfter(Component killed) throws Exception {
        UUID dataset = world.dataset("fiscal", "open");
        String key = "crash-" + UUID.randomUUID();
        AtomicBoolean over = new AtomicBoolean();
        List<UUID> acknowledged = Collections.synchronizedList(new ArrayList<>());

        CompletableFuture<JsonNode> bulk = CompletableFuture.supplyAsync(() -> publishUntilComplete(dataset, key));
        CompletableFuture<Void> singles = CompletableFuture.runAsync(() -> publishSingles(dataset, over, acknowledged));
        awaitProgress(dataset);
        world.stack().kill(killed);
        World.pause(Duration.ofSeconds(1));
        world.stack().restart(killed);
        JsonNode report = bulk.get(RECOVERY.toSeconds(), TimeUnit.SECONDS);
        over.set(true);
        singles.get(60, TimeUnit.SECONDS);

        assertThat(report.path("accepted").asLong()).isEqualTo(LINES);
        World.eventually("all records are anchored", RECOVERY, () -> pending(dataset) == 0);
        List<JsonNode> records = records(dataset);
        assertThat(records.stream().map(record -> record.path("record").asString()))
                .doesNotHaveDuplicates()
                .containsAll(acknowledged.stream().map(UUID::toString).toList())
                .hasSizeBetween(LINES + acknowledged.size(), LINES + acknowledged.size() + 50);
        assertThat(timesInLog(records)).isEqualTo(records.size());
        World.eventually("the trail knows each record once", RECOVERY, () -> timesInTrail(dataset) == records.size());
        for (JsonNode record : List.of(records.getFirst(), records.get(records.size() / 2), records.getLast())) {
            UUID id = UUID.fromString(record.path("record").asString());
            assertThat(Receipts.verify(world, publisher, id))
                    .as("receipt of %s", id)
                    .isTrue();
        }
    }

    private JsonNode publishUntilComplete(UUID dataset, String key) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append("{\"name\":\"line ")
                    .append(i)
                    .append("\",\"amount\":")
                    .append(i)
                    .append("}\n");
        }
        Instant deadline = Instant.now().plus(RECOVERY);
        while (true) {
            try {
                Answer answer = publisher.publishesAll(
                        dataset,
                        BodyPublishers.ofByteArray(lines.toString().getBytes(StandardCharsets.UTF_8)),
                        "application/x-ndjson",
                        key,
                        "keep");
                if (answer.status() == 200 && answer.json().path("complete").asBoolean(false)) {
                    return answer.json();
                }
                assertThat(answer.status()).as(answer.text()).isIn(409, 429, 500, 502, 503, 504);
            } catch (UncheckedIOException connectionLost) {
                assertThat(connectionLost).hasMessageContaining("failed");
            }
            assertThat(Instant.now()).as("recovered in time").isBefore(deadline);
            World.pause(Duration.ofMillis(500));
        }
    }

    private void publishSingles(UUID dataset, AtomicBoolean over, List<UUID> acknowledged) {
        for (int i = 0; !over.get(); i++) {
            try {
                Answer answer = publisher.publishes(dataset, Map.of("name", "single " + i));
                if (answer.status() == 201) {
                    acknowledged.add(
                            UUID.fromString(answer.json().path("record").asString()));
                } else {
                    World.pause(Duration.ofMillis(200));
                }
            } catch (UncheckedIOException connectionLost) {
                World.pause(Duration.ofMillis(200));
            }
        }
    }

    private void awaitProgress(UUID dataset) {
        World.eventually("the publication is under way", Duration.ofSeconds(60), () -> {
            try (Connection catalog = world.stack().database(Component.CATALOG);
                    PreparedStatement count =
                            catalog.prepareStatement("select count(*) from record_version where dataset = ?")) {
                count.setObject(1, dataset);
                ResultSet rows = count.executeQuery();
                rows.next();
                return rows.getLong(1) >= LINES / 6;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<JsonNode> records(UUID dataset) {
        List<JsonNode> records = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page =
                    publisher.listsRecords(dataset, cursor, 500).expect(200).json();
            page.path("records").forEach(records::add);
            cursor = page.hasNonNull("next") ? page.path("next").asString() : null;
        } while (cursor != null);
        return records;
    }

    private long pending(UUID dataset) {
        return records(dataset).stream()
                .filter(record -> !record.path("state").asString().equals("ANCHORED"))
                .count();
    }

    private long timesInLog(List<JsonNode> records) throws SQLException {
        HashSet<String> entries = new HashSet<>();
        records.forEach(record -> entries.add(record.path("entry").asString()));
        try (Connection ledger = world.stack().database(Component.LEDGER);
                PreparedStatement count =
                        ledger.prepareStatement("select count(*) from log_leaf where entry = any(?)")) {
            Array wanted = ledger.createArrayOf(
                    "bytea",
                    entries.stream().map(Base64.getUrlDecoder()::decode).toArray(byte[][]::new));
            count.setArray(1, wanted);
            ResultSet rows = count.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    private long timesInTrail(UUID dataset) {
        try (Connection audit = world.stack().database(Component.AUDIT);
                PreparedStatement count = audit.prepareStatement(
                        "select count(*) from trail_event where dataset = ? and kind = 'record.published'")) {
            count.setObject(1, dataset);
            ResultSet rows = count.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
