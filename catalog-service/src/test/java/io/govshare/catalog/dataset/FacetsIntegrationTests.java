package io.govshare.catalog.dataset;

import static io.govshare.catalog.CatalogClient.described;
import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogClient;
import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.HostileTexts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FacetsIntegrationTests extends CatalogServiceTest {

    private static final String EU = "http://publications.europa.eu/resource/authority/";
    private static final int MANY = FacetCounts.COUNTED + 200;

    private CatalogClient statistics;
    private CatalogClient stranger;

    @BeforeEach
    void operators() {
        agencies.active("statistics");
        agencies.active("stranger");
        statistics = new CatalogClient(port, tokens.operator("statistics", "publisher"));
        stranger = new CatalogClient(port, tokens.operator("stranger", "publisher"));
        for (var client : List.of(statistics, stranger)) {
            var deadline = Instant.now().plusSeconds(30);
            while (client.get("/datasets?limit=1").status() == 403
                    && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void whatCataloguesWriteInSeveralWaysIsCountedAndFoundUnderOneName() {
        String word = "Ferry" + UUID.randomUUID().toString().substring(0, 8);
        String us = imported("dcat-us", "application/json", """
                {"dataset":[{"identifier":"us-%1$s","title":"%1$s lines","description":"d","accessLevel":"public",
                  "keyword":["k"],"modified":"2020","publisher":{"name":"City of Ports"},
                  "contactPoint":{"fn":"A","hasEmail":"mailto:a@b.example"},
                  "theme":["Transport","Harbours"],"language":["en-US"],
                  "distribution":[{"downloadURL":"https://ports.example/a","mediaType":"text/csv"},
                    {"accessURL":"https://ports.example/b","format":"csv"},
                    {"accessURL":"https://ports.example/c","format":"Shapefile"}]}]}""".formatted(word));
        String ap = imported("dcat-ap", "text/turtle", """
                @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
                @prefix foaf: <http://xmlns.com/foaf/0.1/> .
                <https://ports.example/%1$s> a dcat:Dataset ; dct:identifier "ap-%1$s" ; dct:title "%1$s stops" ;
                  dct:description "d" ; dct:publisher [ foaf:name "City of Ports" ] ;
                  dcat:theme <%2$sdata-theme/TRAN> ; dct:language <%2$slanguage/ENG>, <%2$slanguage/FRA> ;
                  dcat:distribution [ dcat:accessURL <https://ports.example/d> ; dct:format <%2$sfile-type/CSV> ] .
                """.formatted(word, EU));
        String ours = created(word + " tickets", "open");

        var facets = facets(statistics, "query=" + word);

        assertThat(facets.path("publisher").toString()).isEqualTo("{\"City of Ports\":2,\"statistics\":1}");
        assertThat(facets.path("theme").toString()).isEqualTo("{\"Transport\":2,\"Harbours\":1}");
        assertThat(facets.path("format").toString()).isEqualTo("{\"CSV\":2,\"JSON\":1,\"Shapefile\":1}");
        assertThat(facets.path("language").toString()).isEqualTo("{\"en\":2,\"fr\":1}");
        assertThat(facets.path("agency").toString()).isEqualTo("{\"statistics\":3}");
        assertThat(facets.path("sharing").toString()).isEqualTo("{\"open\":2,\"conditional\":1}");
        assertThat(facets.path("complete").asBoolean()).isTrue();

        assertThat(found("query=" + word + "&theme=Transport")).containsExactlyInAnyOrder(us, ap);
        assertThat(found("query=" + word + "&theme=Transport&language=fr")).containsExactly(ap);
        assertThat(found("query=" + word + "&format=Shapefile&publisher=City%20of%20Ports"))
                .containsExactly(us);
        assertThat(found("query=" + word + "&format=JSON")).containsExactly(ours);
        assertThat(found("publisher=City%20of%20Ports&theme=Harbours&query=" + word))
                .containsExactly(us);

        var chosen = facets(statistics, "query=" + word + "&language=fr");
        assertThat(chosen.path("language").toString())
                .as("under all the others chosen")
                .isEqualTo("{\"en\":2,\"fr\":1}");
        assertThat(chosen.path("theme").toString()).isEqualTo("{\"Transport\":1}");
    }

    @Test
    void whatSomebodyMayNotKnowOfIsNotCountedForThem() {
        String word = "Informants" + UUID.randomUUID().toString().substring(0, 8);
        created(word + " of the open kind", "open");
        String restricted = created(word + " of the other kind", "restricted");

        for (String filter : List.of("query=" + word, "agency=statistics&query=" + word)) {
            assertThat(facets(statistics, filter).path("sharing").toString())
                    .isEqualTo("{\"open\":1,\"restricted\":1}");
            assertThat(facets(stranger, filter).path("sharing").toString()).isEqualTo("{\"open\":1}");
            assertThat(facets(stranger, filter).path("publisher").toString()).isEqualTo("{\"statistics\":1}");
        }
        assertThat(facets(stranger, "sharing=restricted&query=" + word)
                        .path("format")
                        .toString())
                .isEqualTo("{}");

        assertThat(statistics
                        .patch("/datasets/" + restricted, Map.of("audience", List.of("stranger")))
                        .status())
                .isEqualTo(200);

        assertThat(facets(stranger, "query=" + word).path("sharing").toString())
                .isEqualTo("{\"open\":1,\"restricted\":1}");
    }

    @Test
    void whateverStandsInAFacetIsAnsweredAndDisturbsNothing() {
        for (String naughty : HostileTexts.naughty()) {
            String value = naughty.length() > 300 ? naughty.substring(0, 300) : naughty;
            int expected = StorableText.is(value) ? 200 : 400;
            var answer = statistics.get("/datasets?limit=1&theme=" + encoded(value));
            assertThat(answer.status()).as(value).isEqualTo(expected);
        }
        for (String facet : List.of("publisher", "theme", "format", "language")) {
            var refused = statistics.get("/datasets?" + facet + "=a%00b");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("parameter").asString()).isEqualTo(facet);
            assertThat(statistics
                            .get("/datasets?" + facet + "=" + "x".repeat(501))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void valuesTooLongOrTooManyAreLeftOutOfTheFacetsButNotOfTheDataset() {
        String word = "Verbose" + UUID.randomUUID().toString().substring(0, 8);
        var themes = new ArrayList<String>();
        themes.add("語".repeat(500));
        themes.add("x".repeat(501));
        for (int i = 0; i < 100; i++) {
            themes.add("theme " + i);
        }
        String id = imported("dcat-us", "application/json", """
                {"dataset":[{"identifier":"%1$s","title":"%1$s","description":"d","accessLevel":"public",
                  "keyword":["k"],"modified":"2020","publisher":{"name":"%2$s"},
                  "contactPoint":{"fn":"A","hasEmail":"mailto:a@b.example"},"theme":%3$s}]}""".formatted(
                        word, "p".repeat(1000), CatalogClient.JSON.writeValueAsString(themes)));

        var facets = facets(statistics, "query=" + word);

        assertThat(facets.path("theme").size()).isEqualTo(20);
        assertThat(facets.path("theme").has(themes.getFirst())).isTrue();
        assertThat(facets.path("publisher").size()).isZero();
        assertThat(statistics
                        .get("/datasets/" + id)
                        .json()
                        .at("/metadata/theme")
                        .size())
                .isEqualTo(102);
    }

    @Test
    void toExcludeAloneFindsNothing() {
        created("Otters at rest", "open");
        for (String asked : List.of("-walrus", "otters or -walrus", "-\"at rest\" -the")) {
            var listing = statistics.get("/datasets?query=" + encoded(asked)).json();
            assertThat(listing.path("datasets").size()).as(asked).isZero();
            assertThat(listing.at("/facets/complete").asBoolean()).isTrue();
        }
        assertThat(found("query=" + encoded("otters -walrus"))).isNotEmpty();
    }

    /** More than are counted, and far more than are ranked. */
    @Test
    void ofManyHitsEachIsOnOnePageAndTheNewestAreCounted() {
        jdbc.sql("""
                        INSERT INTO dataset (id, agency, title, description, sharing, metadata, schema_version, created_at,
                          updated_at, search_edition, facets, search)
                        SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint + n - :many), 12, '0') || '70008'
                            || left(md5(n::text), 15))::uuid, 'statistics', 'Krill ' || n, '', 'restricted', '{}', 1, now(), now(), :edition,
                          ARRAY['p:krill'], setweight(to_tsvector('simple', 'krill'), (CASE n % 3 WHEN 0 THEN 'A' ELSE 'D' END)::"char")
                        FROM generate_series(1, :many) AS n""").param("edition", SearchTerms.EDITION).param("many", MANY).update();
        try {
            var seen = new ArrayList<String>();
            String next = "";
            boolean first = true;
            do {
                var page = statistics
                        .get("/datasets?query=krill&limit=200" + (next.isEmpty() ? "" : "&cursor=" + next))
                        .json();
                assertThat(page.path("datasets").size()).isPositive();
                page.path("datasets").forEach(each -> seen.add(each.path("id").asString()));
                if (first) {
                    assertThat(page.at("/facets/publisher/krill").asInt()).isEqualTo(FacetCounts.COUNTED);
                    assertThat(page.at("/facets/complete").asBoolean()).isFalse();
                    assertThat(page.path("datasets")
                                    .valueStream()
                                    .map(each -> Integer.parseInt(
                                            each.path("title").asString().substring(6)))
                                    .filter(number -> number % 3 == 0)
                                    .count())
                            .as("in the order of their ranks")
                            .isBetween(DatasetSearch.RANKED / 3L, DatasetSearch.RANKED / 3L + 1);
                    created("Krill that comes late", "open");
                }
                first = false;
                next = page.path("next").asString("");
            } while (!next.isEmpty() && seen.size() <= MANY);

            assertThat(seen).doesNotHaveDuplicates().hasSize(MANY);
            assertThat(stranger.get("/datasets?query=krill")
                            .json()
                            .path("datasets")
                            .size())
                    .isEqualTo(1);
        } finally {
            jdbc.sql("DELETE FROM dataset WHERE facets = ARRAY['p:krill']").update();
        }
    }

    private String imported(String format, String mediaType, String catalogue) {
        var report = statistics.imports(format, "lenient", mediaType, catalogue.getBytes(StandardCharsets.UTF_8));
        assertThat(report.json().path("imported").asInt())
                .as(report.response().body())
                .isEqualTo(1);
        return report.json().at("/entries/0/dataset").asString();
    }

    private String created(String title, String sharing) {
        var created = statistics.post("/datasets", described(title, sharing));
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        return created.json().path("id").asString();
    }

    private static JsonNode facets(CatalogClient client, String filter) {
        var listing = client.get("/datasets?" + filter);
        assertThat(listing.status()).as(listing.response().body()).isEqualTo(200);
        return listing.json().path("facets");
    }

    private List<String> found(String filter) {
        var listing = statistics.get("/datasets?limit=200&" + filter);
        assertThat(listing.status()).as(listing.response().body()).isEqualTo(200);
        return listing.json()
                .path("datasets")
                .valueStream()
                .map(each -> each.path("id").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
