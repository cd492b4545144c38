package io.govshare.catalog.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogClient;
import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.Originals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueImportIntegrationTests extends CatalogServiceTest {

    private static final String DATA_JSON = "application/json";
    private static final String TURTLE = "text/turtle";

    private CatalogClient medical;
    private CatalogClient tax;

    @BeforeEach
    void operators() {
        agencies.active("medical", "tax");
        medical = new CatalogClient(port, tokens.operator("medical", "publisher"));
        tax = new CatalogClient(port, tokens.operator("tax", "agency-admin"));
        var deadline = Instant.now().plusSeconds(30);
        while ((medical.get("/datasets?limit=1").status() == 403
                        || tax.get("/datasets?limit=1").status() == 403)
                && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aLenientImportKeepsWhatIsUsableAndARepeatedOneChangesNothing() throws IOException {
        byte[] file = sample("federal-and-city.data.json");

        var first = medical.imports("dcat-us", "lenient", DATA_JSON, file);

        assertThat(first.status()).as(first.response().body()).isEqualTo(200);
        assertThat(first.json().path("imported").asInt()).isEqualTo(17);
        assertThat(first.json().path("rejected").asInt()).isEqualTo(3);
        assertThat(first.json().path("entries")).hasSize(20);
        assertThat(first.json().at("/entries/16/outcome").asString()).isEqualTo("rejected");
        assertThat(first.json().at("/entries/16/problems/0/pointer").asString()).isEqualTo("/dataset/16/title");

        var second = medical.imports("dcat-us", "lenient", DATA_JSON, file);

        assertThat(second.json().path("imported").asInt()).isZero();
        assertThat(second.json().path("unchanged").asInt()).isEqualTo(17);
        assertThat(second.json().at("/entries/0/dataset"))
                .isEqualTo(first.json().at("/entries/0/dataset"));
    }

    @Test
    void aCatalogueInFourLanguagesIsFoundInEachOfThem() throws IOException {
        assertThat(tax.imports("dcat-ap", "lenient", TURTLE, sample("belgium.ttl"))
                        .status())
                .isEqualTo(200);

        for (String word : new String[] {"authorisations", "Nombre", "bankonderzoeken", "Bankuntersuchungen"}) {
            var found = medical.get("/datasets?agency=tax&query=" + word);
            assertThat(found.json().path("datasets")).as(word).isNotEmpty();
        }
    }

    @Test
    void aChangedEntryIsBroughtUpToDateButNeverOpensWhatItsAgencyClosed() {
        String identifier = UUID.randomUUID().toString();
        var created = medical.imports("dcat-us", "strict", DATA_JSON, catalogue(entry(identifier, "Beds", "public")));
        assertThat(created.json().path("imported").asInt())
                .as(created.response().body())
                .isEqualTo(1);
        String id = created.json().at("/entries/0/dataset").asString();
        assertThat(medical.patch("/datasets/" + id, Map.of("sharing", "restricted"))
                        .status())
                .isEqualTo(200);

        var updated =
                medical.imports("dcat-us", "strict", DATA_JSON, catalogue(entry(identifier, "Free beds", "public")));

        assertThat(updated.json().path("updated").asInt()).isEqualTo(1);
        assertThat(updated.json().at("/entries/0/dataset").asString()).isEqualTo(id);
        assertThat(updated.json().at("/entries/0/problems/0/reason").asString()).contains("stays restricted");
        var now = medical.get("/datasets/" + id).json();
        assertThat(now.path("title").asString()).isEqualTo("Free beds");
        assertThat(now.path("sharing").asString()).isEqualTo("restricted");
    }

    @Test
    void theSameIdentifierOfAnotherAgencyIsAnotherDataset() {
        String entry = entry(UUID.randomUUID().toString(), "Twins", "public");
        var one = medical.imports("dcat-us", "strict", DATA_JSON, catalogue(entry));
        var other = tax.imports("dcat-us", "strict", DATA_JSON, catalogue(entry));
        assertThat(other.json().path("imported").asInt()).isEqualTo(1);
        assertThat(other.json().at("/entries/0/dataset"))
                .isNotEqualTo(one.json().at("/entries/0/dataset"));
    }

    @Test
    void aStrictImportWithOneFaultyEntryWritesNothingAndNamesTheFault() throws IOException {
        long before = datasets();
        String sound = entry(UUID.randomUUID().toString(), "Sound", "public");

        var refused = medical.imports(
                "dcat-us",
                "strict",
                DATA_JSON,
                catalogue(sound, sound.replace("2016-08-15", "yesterday").replace("id", "x")));
        var refusedTurtle = tax.imports(
                "dcat-ap",
                "strict",
                TURTLE,
                new String(sample("belgium.ttl"), StandardCharsets.UTF_8)
                        .replace("data.gov.be", "other.example")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("CAT-1009");
        assertThat(refused.json().at("/entries/0/index").asInt()).isEqualTo(1);
        assertThat(refusedTurtle.code()).isEqualTo("CAT-1009");
        assertThat(refusedTurtle.json().path("faulty").asInt()).isEqualTo(2);
        assertThat(datasets()).isEqualTo(before);
    }

    static Stream<Arguments> hostile() {
        String context = "{\"@context\":\"http://127.0.0.1:9/x\",\"@type\":\"http://www.w3.org/ns/dcat#Dataset\"}";
        return Stream.of(
                Arguments.of("dcat-us", DATA_JSON, "", 400),
                Arguments.of("dcat-us", DATA_JSON, "{\"dataset\":[],\"dataset\":[]}", 400),
                Arguments.of("dcat-us", DATA_JSON, "[".repeat(1_000_000), 400),
                Arguments.of("dcat-us", DATA_JSON, "{\"dataset\":[" + "9".repeat(500_000) + "]}", 400),
                Arguments.of("dcat-us", DATA_JSON, "{\"dataset\":[\"" + "x".repeat(2_000_000) + "\"]}", 400),
                Arguments.of("dcat-us", DATA_JSON, " ".repeat((16 << 20) + 1), 413),
                Arguments.of("dcat-ap", TURTLE, "<a> <b> " + "[ <b> ".repeat(500_000), 400),
                Arguments.of("dcat-ap", TURTLE, "not turtle at all", 400),
                Arguments.of(
                        "dcat-ap", "application/rdf+xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///\">]><a/>", 400),
                Arguments.of("dcat-ap", "application/ld+json", context, 400),
                Arguments.of("dcat-ap", "application/pdf", "%PDF", 415),
                Arguments.of("dcat-xx", DATA_JSON, "{}", 400));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileBodyIsRefusedAndTheNextImportWorks(String format, String mediaType, String body, int status) {
        var refused = medical.imports(format, "lenient", mediaType, body.getBytes(StandardCharsets.UTF_8));

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("detail").asString()).isNotBlank().hasSizeLessThan(300);
        assertThat(medical.imports(
                                "dcat-us",
                                "strict",
                                DATA_JSON,
                                catalogue(entry(UUID.randomUUID().toString(), "After it", "public")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void textThatNoDatabaseTakesIsAFaultOfItsEntry() {
        String identifier = UUID.randomUUID().toString();
        var answer = medical.imports(
                "dcat-us",
                "lenient",
                DATA_JSON,
                catalogue(
                        entry(identifier, "NUL \\u0000 inside", "public"),
                        entry(identifier + "b", "half \\ud800 pair", "public"),
                        entry(identifier + "c", "Sound", "public")));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().path("rejected").asInt()).isEqualTo(2);
        assertThat(answer.json().path("imported").asInt()).isEqualTo(1);
    }

    @Test
    void badUtf8IsRefused() {
        assertThat(medical.imports("dcat-us", "lenient", DATA_JSON, new byte[] {'{', (byte) 0xc0, (byte) 0xaf, '}'})
                        .code())
                .isEqualTo("CAT-1007");
    }

    @Test
    void onlyPublishersImportAndOnlyForTheirOwnAgency() {
        byte[] body = catalogue(entry(UUID.randomUUID().toString(), "Mine", "public"));
        var consumer = new CatalogClient(port, tokens.operator("tax", "consumer"));
        var platform = new CatalogClient(port, tokens.person("operator", "platform-operator"));

        assertThat(consumer.imports("dcat-us", "lenient", DATA_JSON, body).code())
                .isEqualTo("SEC-1002");
        assertThat(medical.imports("dcat-us", "lenient&agency=tax", DATA_JSON, body)
                        .code())
                .isEqualTo("CAT-1002");
        assertThat(platform.imports("dcat-us", "lenient", DATA_JSON, body).code())
                .isEqualTo("CAT-1011");
        assertThat(platform.imports("dcat-us", "lenient&agency=tax", DATA_JSON, body)
                        .status())
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> fullOriginalsAreImportedAndRecognisedAgain() {
        return Originals.directory().stream()
                .flatMap(directory -> Stream.of(
                        original(directory, "dcat-us", DATA_JSON, "dcat-us/opendataphilly.data.json", 402),
                        original(directory, "dcat-us", DATA_JSON, "dcat-us/cdc-60.data.json", 60),
                        original(directory, "dcat-ap", TURTLE, "dcat-ap/data-gov-be-42.ttl", 42),
                        original(directory, "dcat-ap", "application/rdf+xml", "dcat-ap/data-gov-be-42.rdf", 42),
                        original(directory, "dcat-ap", "application/ld+json", "dcat-ap/data-gov-be-42.jsonld", 42)));
    }

    private DynamicTest original(Path directory, String format, String mediaType, String name, int entries) {
        return DynamicTest.dynamicTest(name, () -> {
            byte[] file = Files.readAllBytes(directory.resolve("catalogues").resolve(name));
            var first = medical.imports(format, "lenient", mediaType, file);
            assertThat(taken(first)).isEqualTo(entries);
            assertThat(medical.imports(format, "lenient", mediaType, file)
                            .json()
                            .path("unchanged")
                            .asInt())
                    .isEqualTo(entries);
        });
    }

    private static int taken(CatalogClient.Answer answer) {
        var report = answer.json();
        return report.path("imported").asInt()
                + report.path("updated").asInt()
                + report.path("unchanged").asInt();
    }

    private long datasets() {
        return jdbc.sql("SELECT count(*) FROM dataset").query(Long.class).single();
    }

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(Originals.samples().resolve("catalogues").resolve(name));
    }

    private static byte[] catalogue(String... entries) {
        return ("{\"dataset\":[" + String.join(",", entries) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static String entry(String identifier, String title, String accessLevel) {
        return """
                {"identifier":"%s","title":"%s","description":"d","keyword":["k"],"modified":"2016-08-15",
                 "publisher":{"name":"City"},"contactPoint":{"fn":"Desk","hasEmail":"mailto:desk@city.example"},
                 "accessLevel":"%s"}""".formatted(identifier, title, accessLevel);
    }
}
