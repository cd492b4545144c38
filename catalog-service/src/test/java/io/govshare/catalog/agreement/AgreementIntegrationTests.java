package io.govshare.catalog.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.seal.SealedStatement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgreementIntegrationTests extends CatalogServiceTest {

    private static Map<String, Object> terms(UUID dataset) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("dataset", dataset.toString());
        terms.put("purpose", "purpose " + UUID.randomUUID());
        terms.put("legalBasis", "Act 1");
        terms.put("fields", List.of("name", "plate"));
        terms.put("validUntil", Instant.now().plus(Duration.ofDays(1)).toString());
        return terms;
    }

    private Answer ask(Map<String, Object> terms, String token) {
        return post("/agreements", token, JSON.writeValueAsString(terms));
    }

    private UUID requested() {
        return ask(terms(dataset("north", "conditional")), consumer("south"))
                .expect(201)
                .id("agreement");
    }

    private Answer step(UUID agreement, String step, String token) {
        String body = step.equals("acceptance") ? "{}" : "{\"reason\":\"because\"}";
        return post("/agreements/" + agreement + "/" + step, token, body);
    }

    private SealedStatement statement(String entry) {
        return SealedStatement.parse(jdbc.sql("select sealed from statement where entry = ?")
                .param(StrictBase64.decodeUrl(entry))
                .query(String.class)
                .single());
    }

    @Test
    void bothAgenciesSealTheHashOfTheSameTerms() {
        UUID agreement = requested();
        Answer accepted = step(agreement, "acceptance", admin("north")).expect(200);
        assertThat(accepted.at("status")).isEqualTo("active");
        SealedStatement byConsumer =
                statement(accepted.json().path("requested").path("entry").asString());
        SealedStatement byProvider =
                statement(accepted.json().path("latest").path("entry").asString());
        assertThat(byConsumer.issuer()).isEqualTo("south");
        assertThat(byConsumer.type().wireName()).isEqualTo("agreement.requested");
        assertThat(byProvider.issuer()).isEqualTo("north");
        assertThat(byProvider.type().wireName()).isEqualTo("agreement.accepted");
        String document = jdbc.sql("select terms from agreement where id = ?")
                .param(agreement)
                .query(String.class)
                .single();
        JsonValue hash = JsonValue.of(
                Sha256.hash(document.getBytes(StandardCharsets.UTF_8)).base64Url());
        assertThat(List.of(byConsumer, byProvider))
                .allSatisfy(each -> assertThat(each.payload().members())
                        .containsEntry("terms", hash)
                        .containsEntry("agreement", JsonValue.of(agreement.toString()))
                        .containsEntry("provider", JsonValue.of("north"))
                        .containsEntry("consumer", JsonValue.of("south")));
    }

    @Test
    void stepsAreForTheRightPartyAndRole() {
        UUID agreement = requested();
        step(agreement, "acceptance", admin("south")).expectProblem(403, "CAT-5003");
        step(agreement, "acceptance", publisher("north")).expectProblem(403, "CAT-5003");
        step(agreement, "acceptance", admin("east")).expectProblem(404, "CAT-5001");
        step(agreement, "refusal", admin("south")).expectProblem(403, "CAT-5003");
        step(agreement, "withdrawal", consumer("south")).expectProblem(403, "CAT-5003");
        get("/agreements/" + agreement, consumer("east")).expectProblem(404, "CAT-5001");
        get("/agreements/" + agreement, tokens.person("a", "auditor")).expect(200);
        ask(terms(dataset("north", "conditional")), publisher("south")).expectProblem(403, "CAT-5003");
        ask(terms(dataset("north", "conditional")), tokens.person("c", "citizen"))
                .expectProblem(403, "CAT-5003");
    }

    @Test
    void onlyTheStepsOfTheStateAreTaken() {
        UUID refused = requested();
        step(refused, "revocation", admin("north")).expectProblem(409, "CAT-5004");
        step(refused, "refusal", admin("north")).expect(200);
        for (String step : List.of("acceptance", "refusal", "revocation")) {
            assertThat(step(refused, step, admin("north"))
                            .expectProblem(409, "CAT-5004")
                            .at("agreementStatus"))
                    .isEqualTo("refused");
        }
        UUID active = requested();
        step(active, "acceptance", admin("north")).expect(200);
        step(active, "acceptance", admin("north")).expectProblem(409, "CAT-5004");
        step(active, "refusal", admin("north")).expectProblem(409, "CAT-5004");
        step(active, "revocation", admin("south")).expectProblem(403, "CAT-5003");
        Answer revoked = step(active, "revocation", admin("north")).expect(200);
        assertThat(revoked.at("status")).isEqualTo("revoked");
        assertThat(revoked.json().path("latest").path("reason").asString()).isEqualTo("because");
        step(active, "revocation", admin("north")).expectProblem(409, "CAT-5004");
    }

    @Test
    void theSameRequestTwiceIsOne() {
        Map<String, Object> terms = terms(dataset("north", "conditional"));
        ask(terms, consumer("south")).expect(201);
        long statements = count("select count(*) from statement");
        ask(terms, consumer("south")).expectProblem(409, "CAT-5005");
        assertThat(count("select count(*) from statement")).isEqualTo(statements);
        ask(terms, consumer("east")).expect(201);
    }

    @Test
    void termsThatMakeNoSenseNameTheField() {
        UUID dataset = dataset("north", "conditional");
        List<Map.Entry<String, Object>> bad = new ArrayList<>(List.of(
                Map.entry("purpose", " "),
                Map.entry("purpose", "x".repeat(201)),
                Map.entry("purpose", "a\u0000b"),
                Map.entry("purpose", "tax audit\r\nand whatever else"),
                Map.entry("purpose", "tax\u001b[2Jaudit"),
                Map.entry("purpose", "tax\u2028audit"),
                Map.entry("legalBasis", ""),
                Map.entry("fields", List.of()),
                Map.entry("fields", List.of("name", "name")),
                Map.entry("fields", List.of("unknown")),
                Map.entry("fields", List.of("secret")),
                Map.entry("validUntil", "2020-01-01T00:00:00Z"),
                Map.entry("validUntil", "2999-01-01T00:00:00Z")));
        for (Map.Entry<String, Object> change : bad) {
            Map<String, Object> terms = terms(dataset);
            terms.put(change.getKey(), change.getValue());
            assertThat(ask(terms, consumer("south"))
                            .expectProblem(422, "CAT-5002")
                            .at("field"))
                    .isEqualTo(change.getKey());
        }
        for (String missing : terms(dataset).keySet()) {
            Map<String, Object> terms = terms(dataset);
            terms.remove(missing);
            assertThat(ask(terms, consumer("south"))
                            .expectProblem(422, "CAT-5002")
                            .at("field"))
                    .isEqualTo(missing);
        }
        ask(terms(dataset), consumer("north")).expectProblem(422, "CAT-5002");
        ask(terms(UUID.randomUUID()), consumer("south")).expectProblem(404, "CAT-1001");
        Map<String, Object> wrongType = terms(dataset);
        wrongType.put("validUntil", "tomorrow");
        ask(wrongType, consumer("south")).expectProblem(400, "REQ-1001");
        post("/agreements", consumer("south"), "{\"dataset\":").expectProblem(400, "REQ-1001");
        UUID agreement = requested();
        post("/agreements/" + agreement + "/refusal", admin("north"), "{\"reason\":\" \"}")
                .expectProblem(400, "REQ-1002");
    }

    @Test
    void partiesListTheirAgreementsByPage() {
        UUID dataset = dataset("north", "conditional");
        List<UUID> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.addFirst(ask(terms(dataset), consumer("south")).expect(201).id("agreement"));
        }
        Answer first =
                get("/agreements?limit=2&dataset=" + dataset, admin("north")).expect(200);
        assertThat(first.json().path("agreements")).hasSize(2);
        Answer second = get("/agreements?limit=2&dataset=" + dataset + "&cursor=" + first.at("next"), admin("north"))
                .expect(200);
        assertThat(second.json().path("agreements").get(0).path("agreement").asString())
                .isEqualTo(made.getLast().toString());
        assertThat(second.at("next")).isEmpty();
        assertThat(get("/agreements?dataset=" + dataset, consumer("east"))
                        .json()
                        .path("agreements"))
                .isEmpty();
        get("/agreements?status=odd", admin("north")).expectProblem(400, "REQ-1003");
        get("/agreements?limit=999", admin("north")).expectProblem(400, "REQ-1003");
    }
}
