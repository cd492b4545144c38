package io.govshare.catalog.dataset;

import static io.govshare.catalog.CatalogClient.described;
import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogClient;
import io.govshare.catalog.CatalogServiceTest;
import io.govshare.schemas.DatasetChanged;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.Topics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class DatasetsIntegrationTests extends CatalogServiceTest {

    @Autowired
    private Datasets datasets;

    private CatalogClient fiscal;
    private CatalogClient tax;
    private CatalogClient legal;
    private CatalogClient auditor;

    @BeforeEach
    void operators() {
        agencies.active("fiscal", "tax", "legal");
        fiscal = new CatalogClient(port, tokens.operator("fiscal", "publisher"));
        tax = new CatalogClient(port, tokens.operator("tax", "publisher", "consumer"));
        legal = new CatalogClient(port, tokens.operator("legal", "consumer"));
        auditor = new CatalogClient(port, tokens.person("auditor", "auditor"));
        awaitActive(fiscal);
        awaitActive(tax);
        awaitActive(legal);
    }

    @Test
    void aPublisherCreatesADatasetAndOthersSeeItsFieldsAndLayers() {
        var created = fiscal.post("/datasets", described("Budget of the harbour", "open"));

        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        String id = created.json().path("id").asString();
        assertThat(created.header("Location")).endsWith("/datasets/" + id);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");

        var seen = tax.get("/datasets/" + id);
        assertThat(seen.json().path("agency").asString()).isEqualTo("fiscal");
        assertThat(seen.json().path("fields").toString())
                .isEqualTo("[{\"name\":\"name\",\"types\":[\"string\"],\"layer\":\"public\",\"required\":true},"
                        + "{\"name\":\"income\",\"types\":[\"integer\"],\"layer\":\"restricted\",\"required\":false},"
                        + "{\"name\":\"note\",\"types\":[\"string\"],\"layer\":\"public\",\"required\":false}]");
        assertThat(tax.get("/datasets/" + id, "If-None-Match", "\"1\"").status())
                .isEqualTo(304);

        var forRecords = datasets.find(UUID.fromString(id)).orElseThrow();
        assertThat(forRecords.schema().validate(CatalogClient.JSON.readTree("{\"name\":1}")))
                .hasSize(1);
        assertThat(forRecords.schema())
                .isSameAs(datasets.find(UUID.fromString(id)).orElseThrow().schema());
    }

    @Test
    void aNewSchemaIsANewVersionAndTheOldOnesStay() {
        String id = create("Levies", "open");
        var schema = Map.of("type", "object", "required", List.of("levy"));

        assertThat(fiscal.put("/datasets/" + id + "/schema", schema, "If-Match", "\"7\"")
                        .code())
                .isEqualTo("CAT-1004");
        var changed = fiscal.put("/datasets/" + id + "/schema", schema, "If-Match", "\"1\"");

        assertThat(changed.json().path("schemaVersion").asInt()).isEqualTo(2);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(tax.get("/datasets/" + id + "/schemas").json().findValuesAsString("version"))
                .containsExactly("2", "1");
        assertThat(tax.get("/datasets/" + id + "/schemas/1")
                        .json()
                        .path("properties")
                        .has("income"))
                .isTrue();
        assertThat(tax.get("/datasets/" + id + "/schemas/3").status()).isEqualTo(404);
        assertThat(datasets.find(UUID.fromString(id))
                        .orElseThrow()
                        .schema()
                        .validate(CatalogClient.JSON.readTree("{}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("levy"));
    }

    @Test
    void aRestrictedDatasetExistsOnlyForItsAgencyThoseItNamesAndOverseers() {
        String id = create("Watch list", "restricted");

        assertThat(tax.get("/datasets/" + id).code()).isEqualTo("CAT-1001");
        assertThat(found(tax, "watch")).doesNotContain(id);
        assertThat(found(fiscal, "watch")).contains(id);
        assertThat(found(auditor, "watch")).contains(id);
        assertThat(tax.patch("/datasets/" + id, Map.of("sharing", "open")).code())
                .isEqualTo("CAT-1001");

        assertThat(fiscal.patch("/datasets/" + id, Map.of("audience", List.of("tax")))
                        .status())
                .isEqualTo(200);

        assertThat(found(tax, "watch")).contains(id);
        assertThat(found(legal, "watch")).doesNotContain(id);
        assertThat(datasets.find(UUID.fromString(id)).orElseThrow().visibleTo("tax"))
                .isTrue();
        assertThat(datasets.find(UUID.fromString(id)).orElseThrow().visibleTo(null))
                .isFalse();
    }

    @Test
    void aChangedSharingClassHoldsAtOnce() {
        String id = create("Loans", "open");
        assertThat(datasets.find(UUID.fromString(id)).orElseThrow().layerOf("note"))
                .isEqualTo(Layer.PUBLIC);

        assertThat(fiscal.patch("/datasets/" + id, Map.of("sharing", "conditional"))
                        .json()
                        .path("sharing")
                        .asString())
                .isEqualTo("conditional");

        assertThat(datasets.find(UUID.fromString(id)).orElseThrow().layerOf("note"))
                .isEqualTo(Layer.GOVERNMENT);
    }

    @Test
    void onlyPublishersOfTheAgencyChangeADataset() {
        String id = create("Grants", "open");

        assertThat(tax.patch("/datasets/" + id, Map.of("sharing", "restricted")).code())
                .isEqualTo("CAT-1002");
        assertThat(tax.put("/datasets/" + id + "/schema", Map.of()).code()).isEqualTo("CAT-1002");
        assertThat(legal.post("/datasets", described("Mine", "open")).code()).isEqualTo("SEC-1002");
        assertThat(auditor.post("/datasets", described("Mine", "open")).status())
                .isEqualTo(403);
        assertThat(datasets.find(UUID.fromString(id)).orElseThrow().sharing()).isEqualTo(Sharing.OPEN);
    }

    @Test
    void aListIsPagedWithoutGapsOrRepetitionWhileDatasetsAppear() {
        var expected = new HashSet<String>();
        for (int i = 0; i < 7; i++) {
            expected.add(create("Quarterly zebra census " + i, i % 2 == 0 ? "open" : "conditional"));
        }
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = tax.get("/datasets?query=zebra&limit=3" + cursor);
            page.json()
                    .path("datasets")
                    .forEach(each -> seen.add(each.path("id").asString()));
            create("Another zebra that comes late", "open");
            cursor = page.json().has("next")
                    ? "&cursor=" + page.json().path("next").asString()
                    : "";
        } while (!cursor.isEmpty() && seen.size() < 50);

        assertThat(seen).doesNotHaveDuplicates().containsAll(expected);
    }

    @Test
    void wordsAndFacetsNarrowTheList() {
        String open = create("Bears seen near villages", "open");
        String conditional = create("Bear attacks on cattle", "conditional");

        var all = tax.get("/datasets?query=bear");
        assertThat(ids(all)).contains(open, conditional);
        assertThat(all.json().at("/facets/sharing/open").asInt()).isEqualTo(1);
        assertThat(all.json().at("/facets/agency/fiscal").asInt()).isEqualTo(2);

        assertThat(ids(tax.get("/datasets?query=bear%20-cattle"))).containsExactly(open);
        assertThat(ids(tax.get("/datasets?query=bear&sharing=conditional"))).containsExactly(conditional);
        assertThat(ids(tax.get("/datasets?query=bear&agency=tax"))).isEmpty();

        assertThat(tax.get("/datasets?query=bear", "If-None-Match", all.header("ETag"))
                        .status())
                .isEqualTo(304);
        create("Lone bear", "open");
        assertThat(tax.get("/datasets?query=bear", "If-None-Match", all.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anIdentifierIsTakenOnce() {
        var dataset = new HashMap<>(described("Named", "open"));
        dataset.put("identifier", "named-once");
        assertThat(fiscal.post("/datasets", dataset).status()).isEqualTo(201);
        var second = fiscal.post("/datasets", dataset);
        assertThat(second.code()).isEqualTo("CAT-1012");
        assertThat(second.json().path("dataset").asString()).isNotEmpty();
        assertThat(tax.post("/datasets", dataset).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                                       | 400 | title",
                "{\"title\":\" \",\"description\":\"d\",\"sharing\":\"open\"}                              | 400 | title",
                "{\"title\":\"t\",\"sharing\":\"open\"}                                                    | 400 | description",
                "{\"title\":\"t\",\"description\":\"d\",\"sharing\":\"secret\"}                            | 400 | sharing",
                "{\"title\":\"a\\u0000b\",\"description\":\"d\",\"sharing\":\"open\"}                      | 400 | title",
                "{\"title\":\"\\ud800\",\"description\":\"d\",\"sharing\":\"open\"}                        | 400 | title",
                "{\"title\":\"t\",\"description\":\"d\",\"sharing\":\"open\",\"keywords\":[\"\"]}          | 400 | keywords",
                "{\"title\":\"t\",\"description\":\"d\",\"sharing\":\"open\",\"keywords\":[null]}          | 400 | keywords",
                "{\"title\":\"t\",\"description\":\"d\",\"sharing\":\"open\",\"audience\":[\"A B\"]}       | 400 | audience",
                "{\"title\":\"t\",\"description\":\"d\",\"sharing\":\"open\",\"schema\":[]}                | 422 | schema",
                "{\"title\":\"t\",\"description\":\"d\",\"sharing\":\"open\",\"schema\":{\"$ref\":\"http://x\"}} | 422 | schema",
                "{\"title\":\"t\",\"title\":\"u\"}                                                         | 400 | ``",
                "{\"title\":\"t\",\"unknown\":1}                                                           | 400 | unknown",
                "{\"title\":                                                                               | 400 | ``",
                "[]                                                                                       | 400 | ``",
                "null                                                                                     | 400 | ``"
            })
    void badInputIsRefusedWithItsFieldAndTheNextRequestWorks(String body, int status, String field) {
        var refused = fiscal.post("/datasets", body);

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        if (!field.isEmpty()) {
            assertThat(refused.json().path("field").asString()).isEqualTo(field);
        }
        assertThat(fiscal.get("/datasets?limit=1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=x, limit",
        "sharing=secret, sharing",
        "cursor=abc, cursor",
        "cursor=MV8x, cursor",
        "query=a%00b, query"
    })
    void badParametersAreRefusedByName(String query, String parameter) {
        var refused = tax.get("/datasets?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("parameter").asString()).isEqualTo(parameter);
    }

    @Test
    void anIdThatIsNoneIsRefusedAndAnUnknownOneIsNotFound() {
        assertThat(tax.get("/datasets/none").status()).isEqualTo(400);
        assertThat(tax.get("/datasets/" + UUID.randomUUID()).code()).isEqualTo("CAT-1001");
    }

    @Test
    void everyChangeIsAnnounced() {
        String id = create("Announced", "open");
        fiscal.patch("/datasets/" + id, Map.of("sharing", "conditional"));

        var events = events(id, 2);

        assertThat(events)
                .extracting(DatasetChanged::change)
                .containsExactly(DatasetChanged.Change.CREATED, DatasetChanged.Change.UPDATED);
        assertThat(events.getLast().sharing()).isEqualTo(DatasetChanged.Sharing.CONDITIONAL);
        assertThat(events.getLast().operator()).isEqualTo("fiscal-publisher");
    }

    private List<DatasetChanged> events(String dataset, int number) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        infrastructure.kafka().bootstrapServers(),
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.DATASET_CHANGED));
            var events = new ArrayList<DatasetChanged>();
            var deadline = Instant.now().plusSeconds(30);
            while (events.size() < number && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (message.key().equals(dataset)) {
                        events.add(EventJson.read(message.value(), DatasetChanged.class));
                    }
                });
            }
            return events;
        }
    }

    private String create(String title, String sharing) {
        var created = fiscal.post("/datasets", described(title, sharing));
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        return created.json().path("id").asString();
    }

    private static List<String> found(CatalogClient client, String words) {
        return ids(client.get("/datasets?query=" + URLEncoder.encode(words, StandardCharsets.UTF_8)));
    }

    private static List<String> ids(CatalogClient.Answer listing) {
        assertThat(listing.status()).as(listing.response().body()).isEqualTo(200);
        return listing.json()
                .path("datasets")
                .valueStream()
                .map(each -> each.path("id").asString())
                .toList();
    }

    /** A service hears of agencies a moment after they were announced. */
    private static void awaitActive(CatalogClient client) {
        var deadline = Instant.now().plusSeconds(30);
        while (client.get("/datasets?limit=1").status() == 403 && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
    }
}
