package io.govshare.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.testkit.infrastructure.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The service once more, as a process of its own whose heap is far smaller than what it is sent: anything held in memory
 * would end it.
 */
class SmallHeapIntegrationTests extends CatalogServiceTest {

    private static final int MEGABYTE = 1 << 20;
    private static final int CATALOGUE = 16 * MEGABYTE;
    private static final String PADDING = "0123456789abcdef".repeat(6_400);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private Process service;
    private URI base;

    private void start(String heap) throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        base = URI.create("http://127.0.0.1:" + free + API);
        TestDatabase database = infrastructure.postgres().createDatabase("small-heap");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                CatalogApplication.class.getName()));
        Stream.of(
                        "server.port=" + free,
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password(),
                        "spring.kafka.bootstrap-servers="
                                + infrastructure.kafka().bootstrapServers(),
                        "govshare.security.issuer=" + tokens.issuer(),
                        "govshare.client.id=catalog-service",
                        "govshare.client.secret=test",
                        "govshare.catalog.keystore.path=" + directory.resolve("agencies.p12"),
                        "govshare.catalog.keystore.password=for-tests-only",
                        "govshare.catalog.files.path=" + directory.resolve("files"),
                        "govshare.catalog.identity.url=" + IDENTITY.url(),
                        "govshare.catalog.identity.interval=100ms",
                        "govshare.catalog.ledger.url=" + LEDGER.url())
                .forEach(setting -> command.add("--" + setting));
        service = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("service.log").toFile())
                .start();
        await("the service to be ready", () -> {
            assertThat(service.isAlive()).as(this::log).isTrue();
            return isReady();
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.destroy();
        if (!service.waitFor(30, TimeUnit.SECONDS)) {
            service.destroyForcibly();
        }
    }

    @Test
    void bulkBodyMuchLargerThanTheHeapIsTakenPieceByPiece() throws IOException {
        start("-Xmx96m");
        thousandsOfLargeRecords();
        assertThat(service.isAlive()).as(this::log).isTrue();
    }

    @Test
    void catalogueIsReadWithinTheHeapOrRefusedWithTheLimit() throws IOException {
        // Half of what the local stack gives the service.
        start("-Xmx192m");
        cataloguesOverTheLimit();
        catalogueThatGrowsWhenItIsWritten();
        cataloguesOfTheLargestSize();
        cataloguesThatGrowInMemory();
        assertThat(service.isAlive()).as(this::log).isTrue();
    }

    private void thousandsOfLargeRecords() {
        UUID dataset = UUID.fromString(post("/datasets", "application/json", BodyPublishers.ofString("""
                        {"title":"Large","description":"d","sharing":"open","schema":{"type":"object","properties":{
                          "text":{"type":"string"}}}}"""))
                .expect(201)
                .json()
                .path("id")
                .asString());
        int lines = 200 * MEGABYTE / PADDING.length();
        // Every second one is refused, which costs no disk.
        Answer answer = post(
                        "/datasets/" + dataset + "/records/bulk",
                        "application/x-ndjson",
                        pieces(
                                lines,
                                line -> (line % 2 == 0 ? "{\"text\":\"" : "{\"text\":0,\"t\":\"") + PADDING + "\"}\n"))
                .expect(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(lines / 2);
        assertThat(answer.json().path("lines").asInt()).isEqualTo(lines);
    }

    private void cataloguesOverTheLimit() {
        byte[] large = new byte[50 * MEGABYTE];
        for (BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(large),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            for (String format : List.of("dcat-us", "dcat-ap")) {
                assertThat(imports(format, "text/turtle", body)
                                .expectProblem(413, "CAT-1008")
                                .at("detail"))
                        .contains("at most " + CATALOGUE + " bytes");
            }
        }
    }

    /** A megabyte that says the licence of 40 datasets would be 160 where each of their distributions repeats it. */
    private void catalogueThatGrowsWhenItIsWritten() {
        String distributions = "{\"accessURL\":\"ftp://a\"}" + ",{\"accessURL\":\"ftp://a\"}".repeat(999);
        String license = "https://example.org/" + PADDING.substring(0, 3_900);
        imports(
                        "dcat-us",
                        "application/json",
                        pieces(
                                41,
                                i -> i == 40
                                        ? "]}"
                                        : """
                        %s{"identifier":"l%d","title":"Dataset %d","description":"d","keyword":["k"],"modified":"2016-08-15",
                         "publisher":{"name":"City"},"contactPoint":{"fn":"Desk","hasEmail":"mailto:desk@city.example"},
                         "accessLevel":"public","license":"%s","distribution":[%s]}
                        """.formatted(i == 0 ? "{\"dataset\":[" : ",", i, i, license, distributions)))
                .expect(200);
        for (String type : List.of("text/turtle", "application/rdf+xml", "application/ld+json", "application/json")) {
            Answer page = exported("/catalogue?limit=500", type).expect(200);
            assertThat(page.raw().body().length).as(type).isBetween(100_000, 8 * MEGABYTE);
            assertThat(page.header("Link")).contains("rel=\"next\"");
        }
    }

    private Answer exported(String path, String type) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Accept", type));
    }

    private void cataloguesOfTheLargestSize() {
        String uri = "\"https://example.org/" + PADDING.substring(0, 9_000) + "\"";
        int entries = CATALOGUE / (uri.length() + 400);
        JsonNode us = imports(
                        "dcat-us",
                        "application/json",
                        pieces(
                                entries + 1,
                                i -> i == entries ? "]}" : """
                        %s{"identifier":"%d","title":"Dataset %d","description":"d","keyword":["k"],"modified":"2016-08-15",
                         "publisher":{"name":"City"},"contactPoint":{"fn":"Desk","hasEmail":"mailto:desk@city.example"},
                         "accessLevel":"public","references":[%s]}
                        """.formatted(i == 0 ? "{\"dataset\":[" : ",", i, i, uri)))
                .expect(200)
                .json();
        assertThat(us.path("imported").asInt()).isEqualTo(entries);

        int triples = 99_990;
        JsonNode ap = imports(
                        "dcat-ap",
                        "text/turtle",
                        pieces(
                                triples + 1,
                                i -> i == triples
                                        ? """
                        <urn:d> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "Großes" ;
                          <http://purl.org/dc/terms/identifier> "large" .
                        """
                                        : "<urn:subject:%d> <urn:predicate:%d> \"the object number %d\" .\n"
                                                .formatted(i, i, i)))
                .expect(200)
                .json();
        assertThat(ap.path("imported").asInt()).isOne();
    }

    /** Few bytes, many objects: an empty object takes two bytes of text. */
    private void cataloguesThatGrowInMemory() {
        imports("dcat-us", "application/json", flood("{\"dataset\":[[", "{}")).expectProblem(400, "CAT-1007");
        imports("dcat-us", "application/json", flood("{\"dataset\":[],\"other\":[", "[]"))
                .expectProblem(400, "CAT-1007");
        imports("dcat-ap", "application/ld+json", flood("{\"@graph\":[", "{}")).expectProblem(400, "CAT-1007");
        imports("dcat-ap", "text/turtle", flood("<a:s> <a:p> ", "[]")).expectProblem(400, "CAT-1007");
        imports(
                        "dcat-ap",
                        "application/ld+json",
                        pieces(
                                33_000,
                                i -> (i == 0 ? "[" : ",")
                                        + "{\"@id\":\"urn:subject:" + i + "\",\"urn:p:" + i
                                        + "\":{\"@id\":\"urn:object:" + i + "\"}}"
                                        + (i == 32_999 ? "]" : "")))
                .expectProblem(400, "CAT-1007");
    }

    private static BodyPublisher flood(String begin, String each) {
        String thousand = ("," + each).repeat(1_000);
        return pieces(CATALOGUE / thousand.length() - 1, i -> i == 0 ? begin + thousand.substring(1) : thousand);
    }

    private Answer imports(String format, String type, BodyPublisher body) {
        return post("/catalogues/imports?format=" + format, type, body);
    }

    private Answer post(String path, String type, BodyPublisher body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(body));
    }

    private Answer send(HttpRequest.Builder asked) {
        HttpRequest request = asked.timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + admin("north"))
                .build();
        try {
            HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + "\n" + log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A body that is made while it is sent. */
    private static BodyPublisher pieces(int count, IntFunction<String> piece) {
        return BodyPublishers.ofByteArrays(() -> IntStream.range(0, count)
                .mapToObj(i -> piece.apply(i).getBytes(StandardCharsets.UTF_8))
                .iterator());
    }

    private boolean isReady() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(base.resolve("/actuator/health/readiness"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("service.log"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }
}
