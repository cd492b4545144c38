package io.govshare.catalog.anchoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.seal.SealedStatement;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReceiptBundleIntegrationTests extends CatalogServiceTest {

    private Answer published(UUID dataset, String json) {
        return post("/datasets/" + dataset + "/records", publisher("north"), json)
                .expect(201);
    }

    private UUID anchored(UUID dataset, String json) {
        Answer published = published(dataset, json);
        LEDGER.anchor(published.at("entry"));
        return published.id("record");
    }

    private Answer ask(UUID dataset, String token, Object... records) {
        return post("/datasets/" + dataset + "/receipts", token, JSON.writeValueAsString(Map.of("records", records)));
    }

    private static Map<String, Object> choice(UUID record) {
        return Map.of("record", record);
    }

    @Test
    void manyReceiptsComeInOneFileInTheOrderAskedFor() {
        UUID dataset = dataset("north", "conditional");
        UUID first = anchored(dataset, "{\"name\":\"first\"}");
        UUID second = anchored(dataset, "{\"name\":\"second\"}");
        Answer next = send(
                        "PUT",
                        API + "/datasets/" + dataset + "/records/" + first,
                        publisher("north"),
                        BodyPublishers.ofString("{\"name\":\"first again\"}"),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"1\"")
                .expect(200);
        LEDGER.anchor(next.at("entry"));
        long before = count("select count(*) from statement");

        Answer file = ask(
                        dataset,
                        publisher("north"),
                        choice(second),
                        choice(first),
                        Map.of("record", first, "version", 1))
                .expect(200);

        assertThat(file.header("Content-Disposition")).contains(dataset + ".receipts.json");
        List<Receipt> receipts = ReceiptBundle.parse(file.text()).receipts();
        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(receipt.disclosures()).isEmpty());
        assertThat(receipts.stream().map(ReceiptBundleIntegrationTests::version))
                .containsExactly(second + " 1", first + " 2", first + " 1");
        assertThat(count("select count(*) from statement")).isEqualTo(before);
    }

    private static String version(Receipt receipt) {
        JsonNode claims = JSON.readTree(
                SealedStatement.parse(receipt.statement()).payload().toString());
        return claims.path("jti").asString() + " " + claims.path("version").asInt();
    }

    @Test
    void aThousandReceiptsAreGivenAtOnceAndNoMore() {
        UUID dataset = dataset("north", "conditional");
        send(
                        "POST",
                        API + "/datasets/" + dataset + "/records/bulk",
                        publisher("north"),
                        BodyPublishers.ofString("{\"name\":\"x\"}\n".repeat(1_001)),
                        "Content-Type",
                        "application/x-ndjson",
                        "Idempotency-Key",
                        "k")
                .expect(200);
        List<Object> choices = new ArrayList<>();
        String cursor = "";
        while (choices.size() < 1_001) {
            JsonNode page = get("/datasets/" + dataset + "/records?limit=500" + cursor, publisher("north"))
                    .expect(200)
                    .json();
            for (JsonNode record : page.path("records")) {
                LEDGER.anchor(record.path("entry").asString());
                choices.add(Map.of("record", record.path("record").asString()));
            }
            cursor = "&cursor=" + page.path("next").asString("");
        }

        Answer file = ask(dataset, publisher("north"), choices.subList(0, 1_000).toArray());

        assertThat(ReceiptBundle.parse(file.expect(200).text()).receipts()).hasSize(1_000);
        ask(dataset, publisher("north"), choices.toArray()).expectProblem(400, "REQ-1002");
    }

    @Test
    void thePendingAndTheMissingAreNamedAndNothingIsGiven() {
        UUID dataset = dataset("north", "conditional");
        UUID there = anchored(dataset, "{\"name\":\"there\"}");
        UUID waiting = published(dataset, "{\"name\":\"waiting\"}").id("record");
        UUID elsewhere = anchored(dataset("north", "conditional"), "{\"name\":\"elsewhere\"}");
        UUID nowhere = UUID.randomUUID();

        Answer pending =
                ask(dataset, publisher("north"), choice(there), choice(waiting)).expectProblem(409, "CAT-7001");
        assertThat(pending.header("Retry-After")).isEqualTo("1");
        assertThat(pending.json().path("pending"))
                .isEqualTo(JSON.readTree("[{\"record\":\"" + waiting + "\",\"version\":1}]"));

        Answer missing = ask(
                        dataset,
                        publisher("north"),
                        choice(there),
                        choice(nowhere),
                        choice(elsewhere),
                        Map.of("record", there, "version", 2))
                .expectProblem(404, "CAT-2004");
        assertThat(missing.json().path("missing"))
                .isEqualTo(JSON.readTree("[{\"record\":\"" + nowhere + "\"},{\"record\":\"" + elsewhere
                        + "\"},{\"record\":\"" + there + "\",\"version\":2}]"));
        ask(UUID.randomUUID(), publisher("north"), choice(there)).expectProblem(404, "CAT-2004");
    }

    @Test
    void whatNoFileTakesIsToBeAskedForInParts() {
        UUID dataset = dataset("north", "conditional");
        UUID fitting = anchored(dataset, "{\"name\":\"fitting\"}");
        Answer large = published(dataset, "{\"name\":\"large\"}");
        LEDGER.refuseToBundle(large.at("entry"));

        Answer refused = ask(dataset, publisher("north"), choice(fitting), choice(large.id("record")));

        refused.expectProblem(422, "CAT-7004");
        assertThat(refused.header("Retry-After")).isEmpty();
        ask(dataset, publisher("north"), choice(fitting)).expect(200);
    }

    @Test
    void twoBundlesAreMadeAtATimeAndOneForAnOperator() throws InterruptedException, ExecutionException {
        UUID dataset = dataset("north", "conditional");
        UUID record = anchored(dataset, "{\"name\":\"x\"}");
        CountDownLatch gate = LEDGER.closeGate();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> first = new ArrayList<>();
            try {
                first.add(callers.submit(() -> ask(dataset, publisher("north"), choice(record))));
                awaitWaiting(1);
                ask(dataset, publisher("north"), choice(record)).expectProblem(503, "CAT-7005");

                first.add(callers.submit(() -> ask(dataset, admin("north"), choice(record))));
                awaitWaiting(2);
                Answer third = ask(dataset, tokens.person("a", "auditor"), choice(record));

                third.expectProblem(503, "CAT-7005");
                assertThat(third.header("Retry-After")).isEqualTo("2");
            } finally {
                gate.countDown();
            }
            for (Future<Answer> each : first) {
                each.get().expect(200);
            }
        }
        ask(dataset, publisher("north"), choice(record)).expect(200);
    }

    private static void awaitWaiting(int number) throws InterruptedException {
        long until = System.nanoTime() + 4_000_000_000L;
        while (LEDGER.waiting() < number && System.nanoTime() < until) {
            Thread.sleep(10);
        }
    }

    @Test
    void theReceiptOfAnErasedRecordIsForWhomItWasBefore() {
        UUID dataset = dataset("north", "conditional");
        UUID erased = anchored(dataset, "{\"name\":\"erased\"}");
        UUID kept = anchored(dataset, "{\"name\":\"kept\"}");
        LEDGER.anchor(post("/records/" + erased + "/erasure", admin("north"), "{\"reason\":\"court order 7\"}")
                .expect(200)
                .at("entry"));
        long before = count("select count(*) from statement");

        Answer file =
                ask(dataset, publisher("north"), choice(erased), choice(kept)).expect(200);

        assertThat(ReceiptBundle.parse(file.text()).receipts())
                .hasSize(3)
                .allSatisfy(receipt -> assertThat(receipt.disclosures()).isEmpty());
        assertThat(count("select count(*) from statement")).isEqualTo(before);
        ask(dataset, consumer("east"), choice(erased), choice(kept)).expectProblem(403, "CAT-4001");
        ask(dataset, tokens.person("a", "auditor"), choice(erased), choice(kept))
                .expect(200);
    }

    @Test
    void eachReceiptIsForWhomItWouldBeAlone() {
        UUID dataset = dataset("north", "conditional");
        UUID record = anchored(dataset, "{\"name\":\"x\"}");
        long before = count("select count(*) from statement");

        Answer refused = ask(dataset, consumer("east"), choice(record)).expectProblem(403, "CAT-4001");
        assertThat(refused.at("record")).isEqualTo(record.toString());
        assertThat(refused.at("accessEntry")).isNotEmpty();
        assertThat(count("select count(*) from statement")).isEqualTo(before + 1);

        ask(dataset, tokens.person("a", "auditor"), choice(record)).expect(200);
        UUID agreement = agreement(dataset, "north", "east", "statistics", "name");
        ask(dataset, consumer("east"), choice(record)).expectProblem(403, "CAT-4001");
        post(
                        "/datasets/" + dataset + "/receipts?purpose=statistics&agreement=" + agreement,
                        consumer("east"),
                        JSON.writeValueAsString(Map.of("records", List.of(choice(record)))))
                .expect(200);
    }

    @Test
    void whoIsRefusedLearnsNothingOfOtherRecordsAndIsRecordedOnce() {
        UUID dataset = dataset("north", "conditional");
        UUID record = anchored(dataset, "{\"name\":\"x\"}");
        UUID other = anchored(dataset, "{\"name\":\"y\"}");
        long before = count("select count(*) from statement");

        Answer refused = ask(dataset, consumer("east"), choice(UUID.randomUUID()), choice(record), choice(other));

        refused.expectProblem(403, "CAT-4001");
        assertThat(refused.at("record")).isEqualTo(record.toString());
        assertThat(count("select count(*) from statement")).isEqualTo(before + 1);
    }

    @Test
    void noReceiptsAreGivenWhereARecordWasAltered() {
        UUID dataset = dataset("north", "conditional");
        UUID sound = anchored(dataset, "{\"name\":\"sound\"}");
        UUID altered = anchored(dataset, "{\"name\":\"altered\"}");
        jdbc.sql("update record_version set operator = 'nobody' where record = ?")
                .param(altered)
                .update();

        Answer refused = ask(dataset, publisher("north"), choice(sound), choice(altered));

        refused.expectProblem(500, "CAT-4008");
        assertThat(refused.at("record")).isEqualTo(altered.toString());
        Answer overseen =
                ask(dataset, tokens.person("a", "auditor"), choice(altered)).expectProblem(500, "CAT-2011");
        assertThat(overseen.at("record")).isEqualTo(altered.toString());
    }

    @Test
    void aWrongQuestionIsAProblem() {
        UUID dataset = dataset("north", "conditional");
        String path = "/datasets/" + dataset + "/receipts";
        UUID record = anchored(dataset, "{\"name\":\"x\"}");
        String once = "{\"record\":\"" + record + "\"}";
        Map<String, String> wrong = Map.of(
                "{}",
                "records",
                "{\"records\":[]}",
                "records",
                "{\"records\":[null]}",
                "records[0].record",
                "{\"records\":[" + once + ",{}]}",
                "records[1].record",
                "{\"records\":[" + once + ",{\"record\":\"" + record + "\",\"version\":0}]}",
                "records[1].version",
                "{\"records\":[" + once + ",{\"record\":\"" + record + "\",\"version\":1}]}",
                "records[1]");
        wrong.forEach((body, field) -> {
            Answer answer = post(path, publisher("north"), body).expectProblem(400, "REQ-1002");
            assertThat(answer.at("field")).as(body).isEqualTo(field);
        });
        post(path, publisher("north"), "{\"records\":[{\"record\":\"x\"}]}").expectProblem(400, "REQ-1001");
        post(path, publisher("north"), "[1").expectProblem(400, "REQ-1001");
        post("/datasets/x/receipts", publisher("north"), "{}").expectProblem(400, "REQ-1003");
    }
}
