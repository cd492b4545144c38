package io.govshare.catalog.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.record.FilesProperties;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RemovalIntegrationTests extends CatalogServiceTest {

    private static final String FULL = "{\"name\":\"Ada\",\"amount\":12.50,\"plate\":\"B-1\",\"secret\":\"only ours\"}";

    @Autowired
    private FilesProperties files;

    @Autowired
    private ErasedFiles erasedFiles;

    private Answer withdraw(UUID record, String token) {
        return post("/records/" + record + "/withdrawal", token, "{\"reason\":\"entered twice\"}");
    }

    private Answer erase(UUID record, String token) {
        return post("/records/" + record + "/erasure", token, "{\"reason\":\"court order 7\"}");
    }

    private Answer next(UUID dataset, UUID record, int version, String json) {
        return send(
                "PUT",
                API + "/datasets/" + dataset + "/records/" + record,
                publisher("north"),
                BodyPublishers.ofString(json),
                "Content-Type",
                "application/json",
                "If-Match",
                "\"" + version + "\"");
    }

    private long statements(String type, UUID record) {
        return jdbc.sql("select sealed from statement where type = ?").param(type).query(String.class).list().stream()
                .filter(text -> JsonValue.of(record.toString())
                        .equals(SealedStatement.parse(text).payload().members().get("record")))
                .count();
    }

    @Test
    void aWithdrawnRecordIsReadAsBeforeAndMarked() {
        UUID dataset = dataset("north", "open");
        UUID record = publish(dataset, "north", FULL);
        next(dataset, record, 1, FULL).expect(200);
        Answer withdrawn = withdraw(record, publisher("north")).expect(200);
        assertThat(withdrawn.at("reason")).isEqualTo("entered twice");
        assertThat(withdrawn.at("receipt")).endsWith("/statements/" + withdrawn.at("entry") + "/receipt");

        for (String query : List.of("", "?version=1")) {
            Answer read = get("/records/" + record + query, tokens.person("c", "citizen"))
                    .expect(200);
            assertThat(read.json().path("fields").path("name").asString()).isEqualTo("Ada");
            assertThat(read.json().path("withdrawal").path("entry").asString()).isEqualTo(withdrawn.at("entry"));
            assertThat(read.json().path("withdrawal").path("reason").asString()).isEqualTo("entered twice");
            assertThat(read.json().path("withdrawal").path("at").asString()).isEqualTo(withdrawn.at("at"));
        }
        assertThat(get("/records/" + publish(dataset, "north", FULL), publisher("north"))
                        .json()
                        .has("withdrawal"))
                .isFalse();
        assertThat(get("/datasets/" + dataset + "/records", publisher("north"))
                        .json()
                        .path("records")
                        .path(0)
                        .path("removal")
                        .asString())
                .isEqualTo("withdrawn");
        next(dataset, record, 2, FULL).expectProblem(409, "CAT-2014");
        assertThat(withdraw(record, admin("north")).expect(200).text()).isEqualTo(withdrawn.text());
        assertThat(statements("record.withdrawn", record)).isEqualTo(1);
    }

    @Test
    void anErasedRecordIsGoneInAllItsVersionsAndItsStatementTellsWhy() {
        UUID dataset = dataset("north", "conditional");
        UUID record = publish(dataset, "north", FULL);
        UUID agreement = agreement(dataset, "north", "south", "tax audit", "name");
        next(dataset, record, 1, FULL).expect(200);
        Answer erased = erase(record, admin("north")).expect(200);
        String entry = erased.at("entry");

        SealedStatement statement =
                SealedStatement.parse(jdbc.sql("select sealed from statement where type = 'record.erased'"
                                + " order by sealed_at desc limit 1")
                        .query(String.class)
                        .single());
        assertThat(statement.entry().base64Url()).isEqualTo(entry);
        assertThat(statement.issuer()).isEqualTo("north");
        assertThat(statement.operator()).isEqualTo("north-agency-admin");
        assertThat(statement.payload().members())
                .containsEntry("record", JsonValue.of(record.toString()))
                .containsEntry("version", JsonValue.of(2))
                .containsEntry("reason", JsonValue.of("court order 7"));
        String under = "?purpose=tax%20audit&agreement=" + agreement;
        for (String version : List.of("", "&version=1", "&version=2")) {
            Answer read = get("/records/" + record + under + version, consumer("south"))
                    .expectProblem(410, "CAT-4002");
            assertThat(read.at("erasureEntry")).isEqualTo(entry);
            assertThat(read.at("erasureReceipt"))
                    .isEqualTo(API + "/statements/" + entry + "/receipt?agreement=" + agreement + "&purpose=tax+audit");
            assertThat(read.at("reason")).isEqualTo("erased");
        }
        assertThat(get("/records/" + record, consumer("east"))
                        .expectProblem(403, "CAT-4001")
                        .text())
                .doesNotContain(entry);
        LEDGER.anchor(entry);
        get("/statements/" + entry + "/receipt", consumer("south")).expectProblem(404, "CAT-7003");
        for (String token : List.of(consumer("south"), publisher("north"), tokens.person("a", "auditor"))) {
            assertThat(get("/statements/" + entry + "/receipt" + under, token)
                            .expect(200)
                            .at("statement"))
                    .isEqualTo(statement.compact());
        }
        get("/statements/" + entry + "/receipt", consumer("east")).expectProblem(404, "CAT-7003");

        assertThat(count(
                        "select count(*) from record_version where record = ? and (disclosures is not null"
                                + " or wrapped_key is not null)",
                        record))
                .isZero();
        next(dataset, record, 2, FULL).expectProblem(410, "CAT-2012");
        assertThat(withdraw(record, admin("north"))
                        .expectProblem(410, "CAT-8002")
                        .at("erasureEntry"))
                .isEqualTo(entry);
        assertThat(erase(record, admin("north")).expect(200).text()).isEqualTo(erased.text());
        assertThat(statements("record.erased", record)).isEqualTo(1);
        assertThat(get("/datasets/" + dataset + "/records", publisher("north"))
                        .json()
                        .path("records")
                        .path(0)
                        .path("removal")
                        .asString())
                .isEqualTo("erased");
    }

    @Test
    void receiptsOfAnErasedRecordAndOfOthersStayGood() {
        UUID dataset = dataset("north", "conditional");
        UUID record = publish(dataset, "north", FULL);
        UUID other = publish(dataset, "north", FULL);
        String path = "/records/" + record + "/receipt";
        for (UUID each : List.of(record, other)) {
            LEDGER.anchor(get("/records/" + each, publisher("north")).at("entry"));
        }
        Answer whole = get(path + "?disclosures=true", publisher("north")).expect(200);
        Answer before = get(path, publisher("north")).expect(200);
        String erasure = erase(record, admin("north")).expect(200).at("entry");

        assertThat(get(path, publisher("north")).expect(200).text()).isEqualTo(before.text());
        assertThat(get(path + "?disclosures=true", publisher("north"))
                        .expectProblem(410, "CAT-4002")
                        .at("erasureEntry"))
                .isNotEmpty();
        // What a reader has kept still opens: the seal was not touched.
        List<String> kept = new ArrayList<>();
        whole.json().path("disclosures").forEach(text -> kept.add(text.asString()));
        assertThat(SdJwt.of(SealedStatement.parse(before.at("statement")), kept).fields())
                .containsOnlyKeys("name", "amount", "plate", "secret");
        String asked =
                JSON.writeValueAsString(Map.of("records", List.of(Map.of("record", record), Map.of("record", other))));
        post("/datasets/" + dataset + "/receipts", publisher("north"), asked).expectProblem(409, "CAT-7001");
        LEDGER.anchor(erasure);
        Answer bundle = post("/datasets/" + dataset + "/receipts", publisher("north"), asked)
                .expect(200);
        assertThat(ReceiptBundle.parse(bundle.text()).receipts().stream()
                        .map(receipt -> SealedStatement.parse(receipt.statement()))
                        .map(statement -> statement.type() + " "
                                + (statement.payload().members().get("record") == null
                                        ? statement.id()
                                        : text(statement, "record"))))
                .containsExactly("record.published " + record, "record.erased " + record, "record.published " + other);
        assertThat(get("/records/" + other, publisher("north")).expect(200).text())
                .contains("only ours");
    }

    @Test
    void onlyTheRecordsAgencyMayAndEachInItsRole() {
        UUID record = publish(dataset("north", "conditional"), "north", FULL);
        UUID hidden = publish(dataset("north", "restricted"), "north", FULL);
        for (String token : List.of(
                consumer("north"),
                tokens.operator("north", "auditor"),
                admin("south"),
                tokens.person("p", "platform-operator"),
                tokens.person("c", "citizen"))) {
            withdraw(record, token).expectProblem(403, "CAT-8001");
            erase(record, token).expectProblem(403, "CAT-8001");
        }
        erase(record, publisher("north")).expectProblem(403, "CAT-8001");
        erase(hidden, admin("south")).expectProblem(404, "CAT-2004");
        erase(UUID.randomUUID(), admin("north")).expectProblem(404, "CAT-2004");
        get("/records/" + record, publisher("north")).expect(200);
        assertThat(statements("record.erased", record) + statements("record.withdrawn", record))
                .isZero();
        withdraw(record, publisher("north")).expect(200);
    }

    @Test
    void aReasonIsNeededAndBounded() {
        UUID record = publish(dataset("north", "conditional"), "north", FULL);
        for (String body : List.of(
                "{}",
                "{\"reason\":null}",
                "{\"reason\":\" \"}",
                "{\"reason\":\"" + "x".repeat(501) + "\"}",
                "{\"reason\":\"a\\u0000b\"}",
                "{\"reason\":\"a\\nb\"}")) {
            for (String step : List.of("withdrawal", "erasure")) {
                assertThat(post("/records/" + record + "/" + step, admin("north"), body)
                                .expectProblem(400, "REQ-1002")
                                .at("field"))
                        .isEqualTo("reason");
            }
        }
        assertThat(post("/records/" + record + "/erasure", admin("north"), "[").status())
                .isEqualTo(400);
        get("/records/" + record, publisher("north")).expect(200);
    }

    @Test
    void whoEverErasesAtTheSameTimeErasesOnce() throws Exception {
        UUID record = publish(dataset("north", "conditional"), "north", FULL);
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(many.submit(
                        () -> erase(record, admin("north")).expect(200).text()));
            }
            List<String> texts = new ArrayList<>();
            for (Future<String> answer : answers) {
                texts.add(answer.get());
            }
            assertThat(texts).containsOnly(texts.getFirst());
        }
        assertThat(statements("record.erased", record)).isEqualTo(1);
    }

    @Test
    void noVersionSlipsInWhileTheRecordIsErased() throws Exception {
        UUID dataset = dataset("north", "conditional");
        try (ExecutorService two = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                UUID record = publish(dataset, "north", FULL);
                Future<?> publishing = two.submit(() -> {
                    int version = 1;
                    while (next(dataset, record, version, FULL).status() == 200) {
                        version++;
                    }
                });
                erase(record, admin("north")).expect(200);
                publishing.get();
                assertThat(count(
                                "select count(*) from record_version where record = ? and wrapped_key is not null",
                                record))
                        .isZero();
            }
        }
    }

    @Test
    void whatCannotBeAnnouncedIsNotErased() {
        UUID record = publish(dataset("north", "conditional"), "north", FULL);
        jdbc.sql("alter table outbox rename to outbox_away").update();
        try {
            assertThat(erase(record, admin("north")).status()).isGreaterThanOrEqualTo(500);
        } finally {
            jdbc.sql("alter table outbox_away rename to outbox").update();
        }
        get("/records/" + record, publisher("north")).expect(200);
        assertThat(statements("record.erased", record)).isZero();
    }

    @Test
    void contentThatIsGoneWithoutTheAgencysWordIsCorrupt() {
        UUID dataset = dataset("north", "conditional");
        UUID erased = publish(dataset, "north", FULL);
        erase(erased, admin("north")).expect(200);
        UUID withdrawn = publish(dataset, "north", FULL);
        withdraw(withdrawn, admin("north")).expect(200);
        String elsewhere = "(select erased_by from record_version where record = '" + erased + "')";
        String wrongKind = "(select withdrawn_by from record_version where record = '" + withdrawn + "')";
        for (String by : List.of("null", elsewhere, wrongKind, "sha256('x')")) {
            UUID record = publish(dataset, "north", FULL);
            jdbc.sql("update record_version set disclosures = null, wrapped_key = null, erased_by = " + by
                            + " where record = ?")
                    .param(record)
                    .update();
            get("/records/" + record, publisher("north")).expectProblem(500, "CAT-4008");
            assertThat(integrity(record)).contains(record.toString());
            jdbc.sql("delete from record_version where record = ?")
                    .param(record)
                    .update();
        }
        assertThat(integrity(erased)).isEqualTo("[]");
    }

    /** What the check of one record finds. */
    private String integrity(UUID record) {
        return send(
                        "POST",
                        API + "/integrity-checks?limit=1&after=" + record + ".0",
                        tokens.person("a", "auditor"),
                        BodyPublishers.noBody())
                .expect(200)
                .json()
                .path("findings")
                .toString();
    }

    private UUID upload(UUID dataset, byte[] body) {
        return send(
                        "POST",
                        API + "/datasets/" + dataset + "/files",
                        publisher("north"),
                        BodyPublishers.ofByteArray(body),
                        "Content-Type",
                        "application/pdf",
                        "Content-Disposition",
                        "attachment; filename=\"plan.pdf\"")
                .expect(201)
                .id("record");
    }

    private List<Path> stored(UUID record) throws IOException {
        try (Stream<Path> all = Files.walk(files.path())) {
            return all.filter(path -> path.getFileName().toString().startsWith(record.toString()))
                    .toList();
        }
    }

    @Test
    void aFileIsMarkedWhenWithdrawnAndGoesFromTheDiskWhenErased() throws Exception {
        UUID record = upload(dataset("north", "open", "{\"type\":\"object\"}"), new byte[100_000]);
        String entry = withdraw(record, publisher("north")).expect(200).at("entry");
        assertThat(get("/records/" + record + "/file", publisher("north"))
                        .expect(200)
                        .header("Record-Withdrawn"))
                .isEqualTo(entry);
        assertThat(stored(record)).hasSize(1);

        erase(record, admin("north")).expect(200);
        assertThat(stored(record)).isEmpty();
        assertThat(count("select count(*) from erased_file where record = ?", record))
                .isZero();
        get("/records/" + record + "/file", publisher("north")).expectProblem(410, "CAT-4002");
    }

    @Test
    void aFileWhoseDeletionWasCutOffIsDeletedLater() throws Exception {
        UUID record = upload(dataset("north", "open", "{\"type\":\"object\"}"), new byte[10]);
        Path file = stored(record).getFirst();
        // Cannot be deleted for now.
        Files.delete(file);
        Files.createDirectory(file);
        Path inside = Files.createFile(file.resolve("inside"));
        erase(record, admin("north")).expect(200);
        assertThat(count("select count(*) from erased_file where record = ?", record))
                .isEqualTo(1);
        erasedFiles.run();
        assertThat(count("select count(*) from erased_file where record = ?", record))
                .isEqualTo(1);

        Files.delete(inside);
        Files.delete(file);
        Files.write(file, new byte[10]);
        erasedFiles.run();
        assertThat(stored(record)).isEmpty();
        assertThat(count("select count(*) from erased_file where record = ?", record))
                .isZero();
    }

    @Test
    void anIntakeIsNotRepeatedOnceARecordOfItWasErased() {
        UUID dataset = dataset("north", "conditional");
        String lines = "{\"name\":\"Ada\"}\n{\"name\":\"Grace\"}\n";
        Answer first = bulk(dataset, lines).expect(200);
        assertThat(bulk(dataset, lines).expect(200).text()).isEqualTo(first.text());
        UUID record = UUID.fromString(get("/datasets/" + dataset + "/records", publisher("north"))
                .json()
                .path("records")
                .path(0)
                .path("record")
                .asString());
        erase(record, admin("north")).expect(200);

        bulk(dataset, lines).expectProblem(410, "CAT-3011");
        assertThat(count(
                        "select count(*) from ingest where dataset = ? and prefix_mac is null and wrapped_key is null",
                        dataset))
                .isEqualTo(1);
        assertThat(count("select count(*) from record_version where dataset = ?", dataset))
                .isEqualTo(2);
    }

    private Answer bulk(UUID dataset, String lines) {
        return send(
                "POST",
                API + "/datasets/" + dataset + "/records/bulk",
                publisher("north"),
                BodyPublishers.ofString(lines),
                "Content-Type",
                "application/x-ndjson",
                "Idempotency-Key",
                "k");
    }

    private static String text(SealedStatement statement, String claim) {
        return statement.payload().members().get(claim) instanceof JsonValue.Text(String text) ? text : "";
    }
}
