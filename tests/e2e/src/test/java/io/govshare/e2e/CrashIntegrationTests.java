package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.stack.Component;
import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Operator;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * A part is killed as by a power cut in the middle of a bulk publication, and started again. Whatever was acknowledged
 * must then be in the log exactly once, with a receipt that verifies.
 */
class CrashIntegrationTests {

    private static final int LINES = 3_000;
    private static final int CHUNK = 500;
    private static final int BUNDLE = 500;
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final World world = World.world();
    private final Operator publisher = world.operator("fiscal-admin");
    private final UUID bulkDataset = world.dataset("fiscal", "open");
    private final UUID singlesDataset = world.dataset("fiscal", "open");

    /** A record as its dataset lists it. */
    private record Listed(UUID record, String entry, boolean anchored) {}

    @ParameterizedTest
    @EnumSource(
            value = Component.class,
            names = {"CATALOG", "LEDGER", "AUDIT", "KAFKA", "POSTGRESQL"})
    void acknowledgedRecordsAreInTheLogExactlyOnceAfter(Component killed) throws Exception {
        BulkPublication publication = new BulkPublication(publisher, bulkDataset, LINES, LINES - CHUNK);
        SinglePublications singles = new SinglePublications(publisher, singlesDataset);
        CompletableFuture<JsonNode> bulk = CompletableFuture.supplyAsync(() -> publication.complete(RECOVERY));
        CompletableFuture<Void> oneByOne = CompletableFuture.runAsync(singles::publishUntilTold);
        JsonNode report;
        try {
            World.eventually(
                    "both publications are under way",
                    Duration.ofSeconds(60),
                    () -> !singles.acknowledged().isEmpty() && stored(bulkDataset) >= CHUNK);

            world.stack().kill(killed);

            assertThat(bulk).as("the bulk publication when it was hit").isNotDone();
            assertThat(publication.attempts()).as("requests up to then").isEqualTo(1);
            publication.sendTheRest();
            World.pause(Duration.ofSeconds(1));
            world.stack().restart(killed);
            report = bulk.get(RECOVERY.toSeconds(), TimeUnit.SECONDS);
        } finally {
            publication.sendTheRest();
            singles.stop();
        }
        oneByOne.get(60, TimeUnit.SECONDS);

        assertThat(report.path("accepted").asLong()).isEqualTo(LINES);
        assertThat(report.path("rejected").asLong()).isZero();
        World.eventually(
                "all records are anchored",
                RECOVERY,
                () -> notAnchored(bulkDataset) == 0 && notAnchored(singlesDataset) == 0);
        List<Listed> bulkRecords = records(bulkDataset);
        assertThat(bulkRecords)
                .extracting(Listed::record)
                .doesNotHaveDuplicates()
                .hasSize(LINES);
        List<Listed> single = records(singlesDataset);
        assertThat(single)
                .extracting(Listed::record)
                .doesNotHaveDuplicates()
                .containsAll(singles.acknowledged())
                .hasSizeBetween(
                        singles.acknowledged().size(), singles.acknowledged().size() + singles.unanswered());
        List<Listed> records =
                Stream.concat(bulkRecords.stream(), single.stream()).toList();
        assertThat(records).allMatch(Listed::anchored);
        Map<String, Long> once = new HashMap<>();
        records.forEach(record -> once.put(record.entry(), 1L));
        assertThat(once).hasSize(records.size());
        assertThat(timesInLog(once.keySet())).isEqualTo(once);
        World.eventually(
                "the trail knows each record once",
                RECOVERY,
                () -> timesInTrail().equals(once));
        assertThat(receiptsThatDoNotHold(bulkDataset, bulkRecords)).isEmpty();
        assertThat(receiptsThatDoNotHold(singlesDataset, single)).isEmpty();
        for (Listed record : List.of(records.getFirst(), records.get(LINES - 1), records.getLast())) {
            assertThat(Receipts.verify(world, publisher, record.record()))
                    .as("receipt of %s as the catalog gives it", record)
                    .isTrue();
        }
    }

    @AfterAll
    static void theWholeLogIsAsItMustBe(@TempDir Path folder) throws Exception {
        FsckIntegrationTests.assertThatNothingDiffers(World.world(), folder);
    }

    private long stored(UUID dataset) {
        return count("select count(*) from record_version where dataset = ?", dataset);
    }

    private long notAnchored(UUID dataset) {
        return count(
                "select count(*) from record_version where dataset = ? and entry not in (select entry from anchored_entry)",
                dataset);
    }

    private long count(String sql, UUID dataset) {
        try (Connection catalog = world.stack().database(Component.CATALOG);
                PreparedStatement count = catalog.prepareStatement(sql)) {
            count.setObject(1, dataset);
            ResultSet rows = count.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Listed> records(UUID dataset) {
        List<Listed> records = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page =
                    publisher.listsRecords(dataset, cursor, 500).expect(200).json();
            for (JsonNode record : page.path("records")) {
                records.add(new Listed(
                        UUID.fromString(record.path("record").asString()),
                        record.path("entry").asString(),
                        record.path("state").asString().equals("ANCHORED")));
            }
            cursor = page.hasNonNull("next") ? page.path("next").asString() : null;
        } while (cursor != null);
        return records;
    }

    /** How many leaves of the log each of the entries is. */
    private Map<String, Long> timesInLog(Collection<String> entries) throws SQLException {
        try (Connection ledger = world.stack().database(Component.LEDGER);
                PreparedStatement count = ledger.prepareStatement(
                        "select entry, count(*) from log_leaf where entry = any(?) group by entry")) {
            Array wanted = ledger.createArrayOf(
                    "bytea",
                    entries.stream().map(Base64.getUrlDecoder()::decode).toArray(byte[][]::new));
            count.setArray(1, wanted);
            return counts(count);
        }
    }

    /** How often the trail tells the publication of each record of the two datasets. */
    private Map<String, Long> timesInTrail() {
        try (Connection audit = world.stack().database(Component.AUDIT);
                PreparedStatement count = audit.prepareStatement(
                        "select entry, count(*) from trail_event where dataset in (?, ?) and kind = 'record.published'"
                                + " group by entry")) {
            count.setObject(1, bulkDataset);
            count.setObject(2, singlesDataset);
            return counts(count);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Long> counts(PreparedStatement entriesAndCounts) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        ResultSet rows = entriesAndCounts.executeQuery();
        while (rows.next()) {
            counts.put(base64Url(rows.getBytes(1)), rows.getLong(2));
        }
        return counts;
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Has the platform hand out the receipt of each record and verifies it as anybody would; tells what is wrong. */
    private List<String> receiptsThatDoNotHold(UUID dataset, List<Listed> records) {
        Trust trust = Trust.parse(Receipts.trust(world));
        List<String> faults = new ArrayList<>();
        for (int from = 0; from < records.size(); from += BUNDLE) {
            List<Listed> asked = records.subList(from, Math.min(records.size(), from + BUNDLE));
            List<Receipt> receipts = ReceiptBundle.parse(publisher
                            .fetchesBundle(
                                    dataset, asked.stream().map(Listed::record).toList())
                            .expect(200)
                            .text())
                    .receipts();
            assertThat(receipts).hasSameSizeAs(asked);
            IntStream.range(0, asked.size())
                    .parallel()
                    .mapToObj(i -> fault(asked.get(i), receipts.get(i), trust))
                    .flatMap(Optional::stream)
                    .forEachOrdered(faults::add);
        }
        return faults;
    }

    private Optional<String> fault(Listed record, Receipt receipt, Trust trust) {
        SealedStatement sealed = SealedStatement.parse(receipt.statement());
        if (!sealed.id().equals(record.record().toString())
                || !sealed.entry().base64Url().equals(record.entry())) {
            return Optional.of(record + ": what is sealed is " + sealed.id());
        }
        Verdict verdict = ReceiptVerifier.verify(receipt, trust);
        return verdict.outcome() == world.bestOutcome() ? Optional.empty() : Optional.of(record + ": " + verdict);
    }

    /** Publishes one record after the other and remembers which were acknowledged. */
    private static final class SinglePublications {

        private static final Duration PACE = Duration.ofMillis(20);

        private final Operator publisher;
        private final UUID dataset;
        private final List<UUID> acknowledged = new ArrayList<>();
        private int unanswered;
        private boolean stopped;

        SinglePublications(Operator publisher, UUID dataset) {
            this.publisher = publisher;
            this.dataset = dataset;
        }

        void publishUntilTold() {
            for (int i = 0; !stopped(); i++) {
                try {
                    Answer answer = publisher.publishes(dataset, Map.of("name", "single " + i));
                    if (answer.status() == 201) {
                        acknowledge(UUID.fromString(answer.json().path("record").asString()));
                        World.pause(PACE);
                        continue;
                    }
                } catch (UncheckedIOException connectionLost) {
                    // nobody knows whether it was stored
                }
                goUnanswered();
                World.pause(Duration.ofMillis(200));
            }
        }

        private synchronized void acknowledge(UUID record) {
            acknowledged.add(record);
        }

        private synchronized void goUnanswered() {
            unanswered++;
        }

        private synchronized boolean stopped() {
            return stopped;
        }

        synchronized void stop() {
            stopped = true;
        }

        synchronized List<UUID> acknowledged() {
            return List.copyOf(acknowledged);
        }

        /** How many requests got no good answer: each of them may have been stored all the same. */
        synchronized int unanswered() {
            return unanswered;
        }
    }
}
