package io.govshare.catalog.export;

import static io.govshare.catalog.CatalogClient.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.catalog.CatalogClient;
import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.Originals;
import io.govshare.catalog.dataset.VisibleDatasets;
import io.govshare.starter.security.Operator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class CatalogueExportIntegrationTests extends CatalogServiceTest {

    private static final String OURS = "http://127.0.0.1:8080";

    @Autowired
    private VisibleDatasets visible;

    private CatalogClient belgium;
    private CatalogClient city;
    private CatalogClient reader;

    @BeforeEach
    void operators() {
        agencies.active("belgium", "city", "copies");
        belgium = new CatalogClient(port, tokens.operator("belgium", "publisher"));
        city = new CatalogClient(port, tokens.operator("city", "publisher"));
        reader = new CatalogClient(port, tokens.person("reader", "citizen"));
        for (var client : List.of(belgium, city, new CatalogClient(port, tokens.operator("copies", "publisher")))) {
            var deadline = Instant.now().plusSeconds(30);
            while (client.get("/datasets?limit=1").status() == 403
                    && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
        }
    }

    /** In the strict mode of our own import, which is not the code that wrote it. */
    @ParameterizedTest
    @CsvSource({"text/turtle", "application/rdf+xml", "application/ld+json"})
    void whatIsExportedAsDcatApIsImportedWithoutAFaultAndSaysTheSame(String mediaType) throws IOException {
        assertThat(belgium.imports("dcat-ap", "lenient", "text/turtle", sample("belgium.ttl"))
                        .status())
                .isEqualTo(200);

        var exported = reader.get("/catalogue?agency=belgium&limit=500", "Accept", mediaType);

        assertThat(exported.status()).as(exported.response().body()).isEqualTo(200);
        assertThat(exported.header("Content-Type")).startsWith(mediaType);
        assertThat(Conformance.violations(RDFParser.fromString(
                                exported.response().body(),
                                switch (mediaType) {
                                    case "text/turtle" -> Lang.TURTLE;
                                    case "application/rdf+xml" -> Lang.RDFXML;
                                    default -> Lang.JSONLD11;
                                })
                        .toGraph()))
                .isEmpty();
        var copied = copies().imports("dcat-ap", "strict", mediaType, bytes(exported));
        assertThat(copied.status()).as(copied.response().body()).isEqualTo(200);

        var originals = byIdentifier("belgium");
        assertThat(originals).hasSize(15);
        var copies = byIdentifier("copies");
        originals.forEach((identifier, original) -> {
            var copy = copies.get(identifier);
            assertThat(copy).as(identifier).isNotNull();
            assertThat(copy.path("sharing")).isEqualTo(original.path("sharing"));
            assertThat(copy.path("keywords")).isEqualTo(original.path("keywords"));
            if (original.path("publisher").asString("").contains("://")) {
                assertThat(copy.path("publisher")).isEqualTo(original.path("publisher"));
            }
            var said = metadata(copy);
            if (!original.path("metadata").has("publisherName")) {
                // A name is mandatory: whose publisher has none goes out under its agency's.
                said.remove("publisherName");
            }
            assertThat(said).as(identifier).isEqualTo(metadata(original));
        });
    }

    @Test
    void whatIsExportedAsDcatUsIsImportedWithoutAFaultAndSaysTheSame() throws IOException {
        assertThat(city.imports("dcat-us", "lenient", "application/json", sample("federal-and-city.data.json"))
                        .status())
                .isEqualTo(200);

        var exported = reader.get("/catalogue?agency=city&limit=500");

        assertThat(exported.header("Content-Type")).startsWith("application/json");
        assertThat(Conformance.catalogueErrors(exported.json())).isEmpty();
        var copied = copies().imports("dcat-us", "strict", "application/json", bytes(exported));
        assertThat(copied.status()).as(copied.response().body()).isEqualTo(200);
        var originals = byIdentifier("city");
        var copies = byIdentifier("copies");
        originals.forEach((identifier, original) -> {
            var copy = copies.get(identifier);
            assertThat(copy).as(identifier).isNotNull();
            for (String name : List.of("title", "description", "publisher", "sharing")) {
                assertThat(copy.path(name)).as(name).isEqualTo(original.path(name));
            }
            for (String name : List.of("theme", "spatial", "landingPage", "references", "bureauCode", "license")) {
                assertThat(copy.path("metadata").path(name))
                        .as(name)
                        .isEqualTo(original.path("metadata").path(name));
            }
        });
    }

    @Test
    void aDatasetThatTheCallerMayNotKnowOfIsInNoForm() {
        String open = create(belgium, "Open to all", "open");
        String hidden = create(belgium, "Hidden from all", "restricted");

        for (String mediaType :
                List.of("application/json", "application/ld+json", "text/turtle", "application/rdf+xml")) {
            assertThat(all(reader, "belgium", mediaType, 500)).contains(open).doesNotContain(hidden);
            assertThat(all(city, "belgium", mediaType, 500)).contains(open).doesNotContain(hidden);
            assertThat(all(belgium, "belgium", mediaType, 500)).contains(open).contains(hidden);
            var refused = reader.get("/catalogue/datasets/" + hidden, "Accept", mediaType);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.code()).isEqualTo("CAT-1001");
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
            var given = reader.get("/catalogue/datasets/" + open, "Accept", mediaType);
            assertThat(given.response().body()).contains(OURS + "/api/catalog/v1/datasets/" + open);
        }
    }

    @Test
    void pagesLeadToEachOtherUntilAllWasSeenOnce() {
        var expected = new HashSet<String>();
        for (int i = 0; i < 5; i++) {
            expected.add(create(city, "Paged " + i, i % 2 == 0 ? "open" : "conditional"));
        }

        var seen = new ArrayList<String>();
        String path = "/catalogue?agency=city&limit=2";
        while (!path.isEmpty()) {
            var page = reader.get(path);
            assertThat(page.json().path("dataset").size()).isBetween(1, 2);
            assertThat(page.json().path("@id").asString()).isEqualTo(OURS + "/api/catalog/v1" + path);
            page.json()
                    .path("dataset")
                    .forEach(each -> seen.add(each.path("identifier").asString()));
            path = next(page);
        }

        assertThat(seen).doesNotHaveDuplicates().containsAll(expected);
        assertThat(reader.get("/catalogue?agency=city&limit=1", "Accept", "text/turtle")
                        .response()
                        .body())
                .contains("hydra:next");
    }

    /** Three datasets of more than two megabytes each stand on a page each, whatever was asked for. */
    @Test
    void aPageEndsBeforeItsBytesAreTooMany() {
        imports(
                "wordy",
                3,
                "\"k\"",
                each(600, "{\"accessURL\":\"https://wordy.example/%d" + "x".repeat(3_900) + "\"}"));

        assertThat(pages("/catalogue?agency=wordy&limit=3")).containsExactly(1, 1, 1);
    }

    /** 1,000 bytes of an import are 400,000 in Turtle. */
    @Test
    void aPageEndsBeforeWhatIsWrittenIsTooMuch() {
        imports("branchy", 12, "\"k\"", each(1_000, "{\"accessURL\":\"ftp://a/%d\"}"));

        assertThat(pages("/catalogue?agency=branchy&limit=500"))
                .satisfies(pages -> assertThat(pages.getFirst()).isBetween(5, 9))
                .satisfies(pages ->
                        assertThat(pages.stream().mapToInt(each -> each).sum()).isEqualTo(12));
    }

    /** An import takes a megabyte of keywords for a dataset; neither a page nor a list loads more than a few of these. */
    @Test
    void keywordsCountAmongTheBytesOfAPage() {
        imports(
                "chatty",
                6,
                each(1_000, "\"%d " + "x ".repeat(497) + "\""),
                "{\"accessURL\":\"https://chatty.example/\"}");

        var nobody = new Operator("reader", null, Set.of(), null);
        var loaded = visible.page(nobody, "chatty", null, 500, 4 << 20);
        assertThat(loaded.datasets()).hasSize(5);
        assertThat(visible.page(nobody, "chatty", loaded.next(), 500, 4 << 20).datasets())
                .hasSize(1);
        for (String listed :
                List.of("/datasets?agency=chatty&limit=200", "/datasets?agency=chatty&limit=200&query=chatty")) {
            var first = reader.get(listed).json();
            assertThat(first.path("datasets")).as(listed).hasSize(5);
            var second = reader.get(listed + "&cursor=" + first.path("next").asString())
                    .json();
            assertThat(second.path("datasets")).as(listed).hasSize(1);
            assertThat(second.path("next").isString()).isFalse();
        }
    }

    @Test
    void anOperatorHasOneDocumentAtATimeAndUntilItHasReadIt() throws Exception {
        String steady = create(city, "Steady document", "open");
        // More than the buffers between a server and a reader hold.
        imports(
                "large",
                1,
                "\"k\"",
                each(
                        1_000,
                        "{\"accessURL\":\"https://a.example/%1$d" + "x".repeat(3_900)
                                + "\",\"downloadURL\":\"https://b.example/%1$d" + "x".repeat(3_900)
                                + "\",\"mediaType\":\"text/csv\"}"));
        String large =
                reader.get("/datasets?agency=large").json().at("/datasets/0/id").asString();
        try (var slow = new Socket();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            slow.setReceiveBufferSize(1 << 14);
            slow.setSoTimeout(30_000);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            slow.getOutputStream()
                    .write(("GET /api/catalog/v1/catalogue/datasets/" + large + " HTTP/1.1\r\nHost: a\r\n"
                                    + "Connection: close\r\nAuthorization: Bearer " + tokens.person("reader", "citizen")
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 200");

            var second = callers.submit(() -> reader.get("/catalogue/datasets/" + steady));
            for (int i = 0; i < 5; i++) {
                assertThat(city.get("/catalogue/datasets/" + steady).status()).isEqualTo(200);
            }
            assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            slow.getInputStream().skipNBytes(7_000_000);
            slow.getInputStream().readAllBytes();
            assertThat(second.get().status()).isEqualTo(200);
        }
    }

    /** As an agency of that name, in DCAT-US. */
    private void imports(String agency, int datasets, String keywords, String distributions) {
        agencies.active(agency);
        var client = new CatalogClient(port, tokens.operator(agency, "publisher"));
        await("the agency " + agency, () -> client.get("/datasets?limit=1").status() == 200);
        var entries = new ArrayList<String>();
        for (int i = 0; i < datasets; i++) {
            entries.add("""
                    {"identifier":"%2$d","title":"The %1$s one","description":"d","keyword":[%3$s],"modified":"2016-08-15",
                     "publisher":{"name":"%1$s"},"contactPoint":{"fn":"Desk","hasEmail":"mailto:desk@example.org"},
                     "accessLevel":"public","distribution":[%4$s]}""".formatted(agency, i, keywords, distributions));
        }
        var imported = client.imports(
                "dcat-us",
                "strict",
                "application/json",
                ("{\"dataset\":[" + String.join(",", entries) + "]}").getBytes(StandardCharsets.UTF_8));
        assertThat(imported.status()).as(imported.response().body()).isEqualTo(200);
    }

    private static String each(int number, String json) {
        return IntStream.range(0, number).mapToObj(json::formatted).collect(Collectors.joining(","));
    }

    /** How many datasets each page has. */
    private List<Integer> pages(String path) {
        var sizes = new ArrayList<Integer>();
        for (String at = path; !at.isEmpty(); ) {
            var page = reader.get(at);
            assertThat(page.response().body().length()).isLessThan(4 << 20);
            sizes.add(page.json().path("dataset").size());
            at = next(page);
        }
        return sizes;
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        String id = create(city, "Steady", "open");
        for (String mediaType : List.of("application/json", "text/turtle")) {
            String path = "/catalogue/datasets/" + id;
            var first = reader.get(path, "Accept", mediaType);
            var again = reader.get(path, "Accept", mediaType, "If-None-Match", first.header("ETag"));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(first.response().headers().allValues("Vary")).contains("Accept", "Authorization");
            assertThat(first.header("Cache-Control")).contains("private");
        }
        String tag = reader.get("/catalogue?agency=city&limit=500").header("ETag");
        city.patch("/datasets/" + id, Map.of("sharing", "conditional"));
        assertThat(reader.get("/catalogue?agency=city&limit=500", "If-None-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/catalogue, text/html, 406, REQ-1007",
        "/catalogue, text/csv, 406, REQ-1007",
        "/catalogue?limit=0, text/turtle, 400, REQ-1003",
        "/catalogue?limit=501, text/turtle, 400, REQ-1003",
        "/catalogue?cursor=x, application/rdf+xml, 400, REQ-1003",
        "/catalogue?agency=A%20B, application/ld+json, 400, REQ-1003",
        "/catalogue/datasets/x, text/turtle, 400, REQ-1003",
        "/catalogue/datasets/0192f3c4-7b1e-7c3a-9d2f-1a2b3c4d5e6f, text/turtle, 404, CAT-1001"
    })
    void whatCannotBeGivenIsAProblem(String path, String accept, int status, String code) {
        var refused = reader.get(path, "Accept", accept);

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void whoHasNoTokenGetsNothing() {
        for (String path : List.of("/catalogue", "/catalogue/datasets/" + UUID.randomUUID())) {
            assertThat(new CatalogClient(port, "none").get(path).status()).isEqualTo(401);
        }
    }

    private CatalogClient copies() {
        return new CatalogClient(port, tokens.operator("copies", "publisher"));
    }

    private String create(CatalogClient client, String title, String sharing) {
        var created = client.post("/datasets", described(title, sharing));
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        return created.json().path("id").asString();
    }

    private static String all(CatalogClient client, String agency, String mediaType, int limit) {
        var text = new StringBuilder();
        String path = "/catalogue?agency=" + agency + "&limit=" + limit;
        while (!path.isEmpty()) {
            var page = client.get(path, "Accept", mediaType);
            assertThat(page.status()).isEqualTo(200);
            text.append(page.response().body());
            path = next(page);
        }
        return text.toString();
    }

    /** The path of the next page; empty on the last. */
    private static String next(CatalogClient.Answer page) {
        return page.header("Link").replace("<" + OURS + "/api/catalog/v1", "").replace(">; rel=\"next\"", "");
    }

    /** All imported datasets of an agency, as the catalogue's own API shows them. */
    private Map<String, JsonNode> byIdentifier(String agency) {
        var found = new TreeMap<String, JsonNode>();
        for (var each :
                reader.get("/datasets?limit=200&agency=" + agency).json().path("datasets")) {
            if (each.path("identifier").isString()) {
                found.put(
                        each.path("identifier").asString(),
                        reader.get("/datasets/" + each.path("id").asString()).json());
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    /** Without the name that each catalogue gives by itself. */
    private static Map<String, JsonNode> metadata(JsonNode dataset) {
        var members = new HashMap<String, JsonNode>();
        dataset.path("metadata").properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        members.remove("uri");
        return members;
    }

    private static byte[] bytes(CatalogClient.Answer answer) {
        return answer.response().body().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(Originals.samples().resolve("catalogues").resolve(name));
    }
}
