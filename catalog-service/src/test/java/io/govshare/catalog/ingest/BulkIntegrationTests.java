package io.govshare.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.HostileTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkIntegrationTests extends CatalogServiceTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private Answer bulk(UUID dataset, String type, String key, String onError, byte[] body) {
        return send(
                "POST",
                API + "/datasets/" + dataset + "/records/bulk?onError=" + onError,
                publisher("north"),
                BodyPublishers.ofByteArray(body),
                "Content-Type",
                type,
                "Idempotency-Key",
                key);
    }

    private Answer bulk(UUID dataset, String type, String key, String body) {
        return bulk(dataset, type, key, "keep", body.getBytes(StandardCharsets.UTF_8));
    }

    private long stored(UUID dataset) {
        return count("select count(*) from record_version where dataset = ?", dataset);
    }

    private static String lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        IntStream.range(from, to)
                .forEach(i -> text.append("{\"name\":\"n").append(i).append("\"}\n"));
        return text.toString();
    }

    @Test
    void goodLinesAreKeptAndBadOnesToldWithLineAndField() {
        UUID dataset = dataset("north", "conditional");
        String body = "\ufeff" + lines(0, 3) + "\n{\"name\":\"x\",\"amount\":\"1\"}\nnot json\n{\"amount\":1}\r\n"
                + lines(3, 5).stripTrailing();
        Answer answer = bulk(dataset, NDJSON, "key-1", body).expect(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(5);
        assertThat(answer.json().path("rejected").asInt()).isEqualTo(3);
        assertThat(answer.json().path("complete").asBoolean()).isTrue();
        assertThat(answer.json().path("lines").asInt()).isEqualTo(9);
        List<Long> at = new ArrayList<>();
        answer.json().path("errors").forEach(error -> at.add(error.path("line").asLong()));
        assertThat(at).containsExactly(5L, 6L, 7L);
        assertThat(answer.json().path("errors").get(0).path("field").asString()).isEqualTo("amount");
        assertThat(stored(dataset)).isEqualTo(5);

        Answer progress =
                get("/ingests/" + answer.at("ingest"), consumer("north")).expect(200);
        assertThat(progress.json()).isEqualTo(answer.json());
        get("/ingests/" + answer.at("ingest"), publisher("south")).expectProblem(404, "CAT-3008");
    }

    @Test
    void theCountOfErrorsIsExactWhileTheListIsBounded() {
        UUID dataset = dataset("north", "conditional");
        Answer answer = bulk(dataset, NDJSON, "bad", "[]\n".repeat(1_700)).expect(200);
        assertThat(answer.json().path("rejected").asInt()).isEqualTo(1_700);
        assertThat(answer.json().path("errors")).hasSize(100);
        assertThat(stored(dataset)).isZero();
    }

    @Test
    void csvIsTypedByTheSchema() {
        UUID dataset = dataset("north", "conditional");
        String body = "\ufeffname,amount,plate,secret\r\n"
                + "\"255,296.95\",255296.950000000000000001,\"two\r\nlines\",\r\n"
                + "\"say \"\"hi\"\"\",,,\"\"\r\n"
                + "bad,\"255,296.95\",,\r\n"
                + "short,1\r\n";
        Answer answer = bulk(dataset, CSV, "csv", body).expect(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().path("errors").get(0).path("line").asInt()).isEqualTo(5);
        assertThat(answer.json().path("errors").get(0).path("field").asString()).isEqualTo("amount");
        assertThat(answer.json().path("errors").get(1).path("line").asInt()).isEqualTo(6);
        List<String> fields = new ArrayList<>();
        get("/datasets/" + dataset + "/records", publisher("north"))
                .json()
                .path("records")
                .forEach(record -> {
                    String text = get("/records/" + record.path("record").asString(), publisher("north"))
                            .text();
                    fields.add(text.substring(text.indexOf("\"fields\":"), text.indexOf(",\"sdJwt\"")));
                });
        assertThat(fields)
                .containsExactly(
                        "\"fields\":{\"name\":\"255,296.95\",\"amount\":255296.950000000000000001,"
                                + "\"plate\":\"two\\r\\nlines\",\"secret\":null}",
                        "\"fields\":{\"name\":\"say \\\"hi\\\"\",\"secret\":\"\"}");
    }

    @Test
    void aHeaderThatCannotBeUsedStoresNothing() {
        UUID dataset = dataset("north", "conditional");
        for (String header : List.of("", "name,name\nx,y\n", "name,\nx,y\n", "\"open\nx\n", "na\"me\nx\n")) {
            Answer refused = bulk(dataset, CSV, "header", header).expectProblem(422, "CAT-3004");
            assertThat(refused.json().path("line").asInt()).isOne();
        }
        // The key has no content yet, so the corrected body may use it.
        bulk(dataset, CSV, "header", "name\nx\n").expect(200);
        assertThat(stored(dataset)).isOne();
    }

    @Test
    void refuseStoresAllOrNothing() {
        UUID dataset = dataset("north", "conditional");
        byte[] bad = (lines(0, 1_200) + "{}\n").getBytes(StandardCharsets.UTF_8);
        Answer refused = bulk(dataset, NDJSON, "all", "refuse", bad).expectProblem(422, "CAT-3005");
        assertThat(refused.json().path("line").asInt()).isEqualTo(1_201);
        assertThat(refused.json().path("rejected").asInt()).isOne();
        assertThat(stored(dataset)).isZero();
        bulk(dataset, NDJSON, "all", "refuse", bad).expectProblem(422, "CAT-3005");
        bulk(dataset, NDJSON, "all-2", "refuse", lines(0, 1_200).getBytes(StandardCharsets.UTF_8))
                .expect(200);
        assertThat(stored(dataset)).isEqualTo(1_200);
    }

    @Test
    void theSameBodyAgainAnswersTheSameReportAndAnotherBodyIsRefused() {
        UUID dataset = dataset("north", "conditional");
        Answer first = bulk(dataset, NDJSON, "again", lines(0, 700)).expect(200);
        Answer second = bulk(dataset, NDJSON, "again", lines(0, 700)).expect(200);
        assertThat(second.json()).isEqualTo(first.json());
        bulk(dataset, NDJSON, "again", lines(0, 701)).expectProblem(409, "CAT-3002");
        bulk(dataset, NDJSON, "again", lines(0, 699)).expectProblem(409, "CAT-3002");
        bulk(dataset, NDJSON, "again", lines(1, 701)).expectProblem(409, "CAT-3002");
        bulk(dataset, CSV, "again", lines(0, 700)).expectProblem(409, "CAT-3002");
        assertThat(stored(dataset)).isEqualTo(700);
        UUID other = dataset("north", "conditional");
        bulk(other, NDJSON, "again", lines(0, 3)).expect(200);
    }

    /** Sends the head of a longer body, and breaks the connection. */
    private void sendBroken(UUID dataset, String type, String key, byte[] body, int sent) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = "POST " + API + "/datasets/" + dataset + "/records/bulk HTTP/1.1\r\nHost: test\r\n"
                    + "Authorization: Bearer " + publisher("north") + "\r\nContent-Type: " + type
                    + "\r\nIdempotency-Key: " + key + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body, 0, sent);
            socket.getOutputStream().flush();
            await("a chunk to be stored", () -> stored(dataset) > 0);
        }
    }

    @Test
    void afterABreakTheSameBodyGoesOnWhereItStopped() throws IOException {
        UUID dataset = dataset("north", "conditional");
        byte[] body = lines(0, 2_600).getBytes(StandardCharsets.UTF_8);
        sendBroken(dataset, NDJSON, "broken", body, body.length * 3 / 4);
        long before = stored(dataset);
        assertThat(before).isPositive().isLessThan(2_600);

        byte[] other = body.clone();
        other[10] = 'X';
        bulk(dataset, NDJSON, "broken", "keep", other).expectProblem(409, "CAT-3002");
        bulk(dataset, NDJSON, "broken", "keep", Arrays.copyOf(body, 100)).expectProblem(409, "CAT-3002");

        await(
                "the first request to end",
                () -> bulk(dataset, NDJSON, "broken", "keep", body).status() == 200);
        Answer done = bulk(dataset, NDJSON, "broken", "keep", body).expect(200);
        assertThat(done.json().path("accepted").asInt()).isEqualTo(2_600);
        assertThat(stored(dataset)).isEqualTo(2_600);
        assertThat(names(dataset)).hasSize(2_600).doesNotHaveDuplicates();
    }

    @Test
    void afterABreakCsvGoesOnUnderItsHeader() throws IOException {
        UUID dataset = dataset("north", "conditional");
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        csv.writeBytes("name,plate\r\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 2_000; i++) {
            csv.writeBytes(("n" + i + ",\"quoted\r\n" + i + "\"\r\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] body = csv.toByteArray();
        sendBroken(dataset, CSV, "broken", body, body.length * 3 / 4);
        await(
                "the first request to end",
                () -> bulk(dataset, CSV, "broken", "keep", body).status() == 200);
        Answer done = bulk(dataset, CSV, "broken", "keep", body).expect(200);
        assertThat(done.json().path("accepted").asInt()).isEqualTo(2_000);
        assertThat(done.json().path("lines").asInt()).isEqualTo(4_001);
        assertThat(names(dataset)).hasSize(2_000).doesNotHaveDuplicates();
    }

    /** What was published, from the seals' own ids. */
    private List<UUID> names(UUID dataset) {
        return jdbc.sql("select distinct record from record_version where dataset = ? and latest")
                .param(dataset)
                .query(UUID.class)
                .list();
    }

    @Test
    void requestsWithOneKeyAtTheSameTimeStoreEachLineOnce() throws Exception {
        UUID dataset = dataset("north", "conditional");
        String body = lines(0, 3_000);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                answers.add(
                        threads.submit(() -> bulk(dataset, NDJSON, "race", body).status()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).contains(200).isSubsetOf(200, 409);
        }
        assertThat(stored(dataset)).isEqualTo(3_000);
    }

    @Test
    void linesAreAnnouncedOncePerChunk() {
        UUID dataset = dataset("north", "conditional");
        bulk(dataset, NDJSON, "announce", lines(0, 1_001)).expect(200);
        // Delivered ones are deleted, so the sequence tells how many there were.
        assertThat(count("select count(*) from record_version where dataset = ? and ingest is not null", dataset))
                .isEqualTo(1_001);
    }

    @Test
    void requestsThatCannotBeUnderstoodNameTheParameter() {
        UUID dataset = dataset("north", "conditional");
        String path = API + "/datasets/" + dataset + "/records/bulk";
        Answer keyless = send("POST", path, publisher("north"), BodyPublishers.ofString("{}"), "Content-Type", NDJSON);
        assertThat(keyless.expectProblem(400, "CAT-3001").at("parameter")).isEqualTo("Idempotency-Key");
        bulk(dataset, NDJSON, "k".repeat(129), "{}").expectProblem(400, "CAT-3001");
        Answer choice = bulk(dataset, NDJSON, "k", "perhaps", new byte[0]).expectProblem(400, "REQ-1003");
        assertThat(choice.at("parameter")).isEqualTo("onError");
        bulk(dataset, "application/json", "k", "{}").expectProblem(415, "REQ-1009");
        bulk(dataset, "text/csv; charset=utf-16", "k", "a\n1\n").expectProblem(415, "CAT-3009");
        send(
                        "POST",
                        path,
                        publisher("south"),
                        BodyPublishers.ofString("{}"),
                        "Content-Type",
                        NDJSON,
                        "Idempotency-Key",
                        "k")
                .expectProblem(403, "CAT-2002");
    }

    @Test
    void hostileLinesAreEachToldAndTheGoodOnesBetweenThemKept() {
        UUID dataset = dataset("north", "conditional", "{\"type\":\"object\"}");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int bad = 0;
        for (byte[] text : HostileTexts.notJson()) {
            String line = new String(text, StandardCharsets.ISO_8859_1);
            if (line.isBlank() || line.indexOf('\n') >= 0) {
                continue;
            }
            body.writeBytes(text);
            body.writeBytes("\n{\"good\":1}\n".getBytes(StandardCharsets.UTF_8));
            bad++;
        }
        body.writeBytes("x".repeat(400_000).getBytes(StandardCharsets.UTF_8));
        Answer answer =
                bulk(dataset, NDJSON, "hostile", "keep", body.toByteArray()).expect(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(bad);
        assertThat(answer.json().path("rejected").asInt()).isEqualTo(bad + 1);
        assertThat(stored(dataset)).isEqualTo(bad);
    }

    @Test
    void theSamplesOfPurchaseOrdersAreAllTaken() throws IOException {
        Path samples = Path.of("..", "samples", "fiscal");
        UUID dataset =
                dataset("north", "conditional", Files.readString(samples.resolve("purchase-orders.schema.json")));
        byte[] csv = Files.readAllBytes(samples.resolve("purchase-orders.csv"));
        long lines = new String(csv, StandardCharsets.UTF_8).lines().count();
        Answer answer = bulk(dataset, CSV, "orders", "refuse", csv).expect(200);
        assertThat(answer.json().path("accepted").asLong()).isEqualTo(lines - 1);
        assertThat(stored(dataset)).isEqualTo(lines - 1);
    }
}
