package io.govshare.catalog.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.seal.SealedStatement;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What terms say beyond fields, purpose and end, and that it holds. */
class AgreementConditionsIntegrationTests extends CatalogServiceTest {

    private static final String ODRL = "http://www.w3.org/ns/odrl/2/";

    /** As much of ODRL's own context as the policies use, for nothing is fetched here. */
    private static final String CONTEXT = """
            {"odrl":"http://www.w3.org/ns/odrl/2/","@vocab":"http://www.w3.org/ns/odrl/2/","uid":"@id",
             "profile":{"@type":"@id"},"assigner":{"@type":"@id"},"assignee":{"@type":"@id"},
             "action":{"@type":"@vocab"},"source":{"@type":"@id"},"leftOperand":{"@type":"@vocab"},
             "operator":{"@type":"@vocab"}}""";

    private UUID dataset = new UUID(0, 0);
    private UUID record = new UUID(0, 0);

    @BeforeEach
    void publishedRecord() {
        dataset = dataset("north", "conditional");
        record = publish(dataset, "north", "{\"name\":\"Ada\",\"plate\":\"B-1\"}");
    }

    private Answer request(Map<String, Object> conditions) {
        Map<String, Object> terms = new HashMap<>(Map.of(
                "dataset",
                dataset,
                "purpose",
                "audit " + UUID.randomUUID(),
                "legalBasis",
                "Act 1",
                "fields",
                List.of("name"),
                "validUntil",
                Instant.now().plus(Duration.ofDays(30)).toString()));
        terms.putAll(conditions);
        return post("/agreements", consumer("south"), JSON.writeValueAsString(terms));
    }

    private Answer agreed(Map<String, Object> conditions) {
        UUID id = request(conditions).expect(201).id("agreement");
        return post("/agreements/" + id + "/acceptance", admin("north"), "{}").expect(200);
    }

    private Answer read(Answer agreement, String token) {
        return get(
                "/records/" + record + "?agreement=" + agreement.at("agreement") + "&purpose="
                        + agreement.at("purpose").replace(" ", "%20"),
                token);
    }

    private void refused(Answer agreement, String token, String reason) {
        assertThat(read(agreement, token).expectProblem(403, "CAT-4001").at("reason"))
                .isEqualTo(reason);
    }

    private SealedStatement statement(String entry) {
        return SealedStatement.parse(jdbc.sql("select sealed from statement where entry = ?")
                .param(StrictBase64.decodeUrl(entry))
                .query(String.class)
                .single());
    }

    @Test
    void conditionsAreSealedWithTheTermsAndShown() {
        Instant from = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        Answer agreement = agreed(Map.of(
                "purposeCategory",
                "FraudPreventionAndDetection",
                "validFrom",
                from.toString(),
                "hours",
                Map.of("from", "00:00", "to", "23:59", "zone", "UTC"),
                "readsPerMinute",
                100,
                "area",
                List.of("FR", "DE-BY"),
                "processor",
                "east"));
        assertThat(agreement.at("purposeCategory")).isEqualTo("FraudPreventionAndDetection");
        assertThat(agreement.at("validFrom")).isEqualTo(from.toString());
        assertThat(agreement.at("readsPerMinute")).isEqualTo("100");
        assertThat(agreement.json().path("area").get(1).asString()).isEqualTo("DE-BY");
        Answer document = get(
                        "/agreements/" + agreement.at("agreement") + "/terms/" + agreement.at("terms"),
                        consumer("south"))
                .expect(200);
        assertThat(document.at("format")).isEqualTo("govshare-terms/v2");
        assertThat(document.at("processor")).isEqualTo("east");
        assertThat(document.json().path("hours").path("zone").asString()).isEqualTo("UTC");
        assertThat(Sha256.hash(document.text().getBytes(StandardCharsets.UTF_8)).base64Url())
                .isEqualTo(agreement.at("terms"));
        Answer plain = agreed(Map.of());
        assertThat(get("/agreements/" + plain.at("agreement") + "/terms/" + plain.at("terms"), consumer("south"))
                        .at("format"))
                .isEqualTo("govshare-terms/v1");
    }

    @Test
    void conditionsThatMakeNoSenseNameTheField() {
        Map<String, List<Object>> bad = Map.of(
                "purposeCategory",
                List.of("Curiosity", "", "https://w3id.org/dpv#LegalCompliance"),
                "validFrom",
                List.of("2999-01-01T00:00:00Z"),
                "hours",
                List.of(
                        Map.of("from", "25:00", "to", "18:00", "zone", "UTC"),
                        Map.of("from", "08:00", "to", "08:00", "zone", "UTC"),
                        Map.of("from", "08:00", "to", "18:00", "zone", "Mars/Olympus"),
                        Map.of("from", "08:00", "to", "18:00")),
                "readsPerMinute",
                List.of(0, -1, 1_000_001),
                "area",
                List.of(List.of("XX"), List.of("fr"), List.of("FR", "FR"), List.of("FR\n"), List.of("")),
                "processor",
                List.of("south", "north", "nowhere", ""));
        bad.forEach((field, values) -> values.forEach(value -> assertThat(request(Map.of(field, value))
                        .expectProblem(422, "CAT-5002")
                        .at("field"))
                .as("%s %s", field, value)
                .isEqualTo(field)));
    }

    @Test
    void noMoreReadsThanAgreedPassInAMinute() throws ExecutionException, InterruptedException {
        Answer agreement = agreed(Map.of("readsPerMinute", 5));
        List<Future<Answer>> reads = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                reads.add(readers.submit(() -> read(agreement, consumer("south"))));
            }
        }
        int passed = 0;
        for (Future<Answer> each : reads) {
            Answer answer = each.get();
            if (answer.status() == 200) {
                passed++;
            } else {
                answer.expectProblem(429, "CAT-4010");
                assertThat(answer.header("Retry-After")).isNotEmpty();
                assertThat(answer.text()).doesNotContain("Ada");
                SealedStatement denied = statement(answer.at("accessEntry"));
                assertThat(denied.payload().members()).containsEntry("reason", JsonValue.of("rate-exceeded"));
            }
        }
        // Ten when the minute turned meanwhile.
        assertThat(passed).isIn(5, 10);
        read(agreed(Map.of("readsPerMinute", 5)), consumer("south")).expect(200);
        get("/records/" + record, publisher("north")).expect(200);
        jdbc.sql("update agreement_rate set minute = minute - interval '1 minute' where agreement = cast(? as uuid)")
                .param(agreement.at("agreement"))
                .update();
        read(agreement, consumer("south")).expect(200);
    }

    @Test
    void beforeItsBeginAndOutsideItsHoursNothingIsRead() {
        Answer tomorrow = agreed(
                Map.of("validFrom", Instant.now().plus(Duration.ofDays(1)).toString()));
        assertThat(tomorrow.at("inForce")).isEqualTo("false");
        refused(tomorrow, consumer("south"), "agreement-not-active");
        LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        Answer later = agreed(Map.of("hours", hours(now.plusHours(2), now.plusHours(3))));
        refused(later, consumer("south"), "outside-hours");
        Answer present = agreed(Map.of("hours", hours(now.minusHours(1), now.plusHours(1))));
        read(present, consumer("south")).expect(200);
    }

    private static Map<String, String> hours(LocalTime from, LocalTime to) {
        return Map.of("from", from.toString(), "to", to.toString(), "zone", "UTC");
    }

    @Test
    void theProcessorReadsForTheConsumerAndTheStatementSaysSo() {
        Answer agreement = agreed(Map.of("processor", "east"));
        Answer read = read(agreement, consumer("east")).expect(200);
        SealedStatement access = statement(read.at("accessEntry"));
        assertThat(access.payload().members())
                .containsEntry("reader", JsonValue.of("east"))
                .containsEntry("agreement", JsonValue.of(agreement.at("agreement")));
        read(agreement, consumer("south")).expect(200);
        String path = "/agreements/" + agreement.at("agreement");
        get(path, consumer("east")).expect(200);
        post(path + "/termination", admin("east"), "{\"reason\":\"mine\"}").expectProblem(404, "CAT-5001");
        refused(agreed(Map.of()), consumer("east"), "wrong-agency");
    }

    @Test
    void anOfferMayChangeConditionsButNotTheKindOfPurpose() {
        UUID id = request(Map.of("purposeCategory", "LegalCompliance", "readsPerMinute", 100))
                .expect(201)
                .id("agreement");
        Answer offered = post(
                        "/agreements/" + id + "/offers",
                        admin("north"),
                        JSON.writeValueAsString(Map.of(
                                "legalBasis",
                                "Act 1",
                                "fields",
                                List.of("name"),
                                "validUntil",
                                Instant.now().plus(Duration.ofDays(3)).toString(),
                                "readsPerMinute",
                                2)))
                .expect(200);
        assertThat(offered.at("readsPerMinute")).isEqualTo("2");
        assertThat(offered.at("purposeCategory")).isEqualTo("LegalCompliance");
    }

    @Test
    void anAgreementIsGivenAsAPolicyInOdrl() {
        Answer agreement = agreed(Map.of(
                "purposeCategory", "LegalCompliance", "area", List.of("FR"), "readsPerMinute", 9, "processor", "east"));
        String path = API + "/agreements/" + agreement.at("agreement");
        Answer policy = send("GET", path, consumer("south"), BodyPublishers.noBody(), "Accept", "application/ld+json")
                .expect(200);
        assertThat(policy.header("Content-Type")).isEqualTo("application/ld+json");
        for (String accept : List.of("*/*", "application/json", "application/ld+json;q=0.5, application/json")) {
            assertThat(send("GET", path, consumer("south"), BodyPublishers.noBody(), "Accept", accept)
                            .expect(200)
                            .at("agreement"))
                    .isEqualTo(agreement.at("agreement"));
        }
        send("GET", path, consumer("west"), BodyPublishers.noBody(), "Accept", "application/ld+json")
                .expectProblem(403, "SEC-1003");

        Graph graph = RDFParser.create()
                .source(new StringReader(policy.text().replace("\"http://www.w3.org/ns/odrl.jsonld\"", CONTEXT)))
                .lang(Lang.JSONLD11)
                .toGraph();
        Node uid = iri("http://127.0.0.1:8080" + path);
        assertThat(graph.contains(uid, iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), iri(ODRL + "Agreement")))
                .isTrue();
        Node permission =
                graph.find(uid, iri(ODRL + "permission"), Node.ANY).next().getObject();
        assertThat(graph.contains(permission, iri(ODRL + "action"), iri(ODRL + "read")))
                .isTrue();
        assertThat(graph.contains(
                        permission,
                        iri(ODRL + "assigner"),
                        iri("http://127.0.0.1:8080/api/identity/v1/agencies/north")))
                .isTrue();
        assertThat(graph.find(permission, iri(ODRL + "constraint"), Node.ANY).toList())
                .hasSize(6);
        assertThat(graph.contains(Node.ANY, iri(ODRL + "rightOperand"), iri("https://w3id.org/dpv#LegalCompliance")))
                .isTrue();
        assertThat(graph.contains(Node.ANY, iri(ODRL + "leftOperand"), iri("urn:govshare:odrl:readsPerMinute")))
                .isTrue();
        assertThat(graph.contains(Node.ANY, iri(ODRL + "leftOperand"), iri(ODRL + "spatial")))
                .isTrue();
    }

    private static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }
}
