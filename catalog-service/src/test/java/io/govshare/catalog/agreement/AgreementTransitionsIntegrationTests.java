package io.govshare.catalog.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.agreement.ContractRules.Party;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.seal.SealedStatement;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** All states, all ways between them, by everybody: through the API, and past it in SQL. */
class AgreementTransitionsIntegrationTests extends CatalogServiceTest {

    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");

    @Autowired
    private TransactionTemplate transactions;

    private Answer request(UUID dataset, Instant end) {
        return post(
                "/agreements",
                consumer("south"),
                JSON.writeValueAsString(Map.of(
                        "dataset",
                        dataset,
                        "purpose",
                        "purpose " + UUID.randomUUID(),
                        "legalBasis",
                        "Act 1",
                        "fields",
                        List.of("name", "plate"),
                        "validUntil",
                        end.toString())));
    }

    private Answer step(UUID agreement, String step, String token) {
        String body = switch (step) {
            case "offers", "counter-offers" -> offer("name");
            case "acceptance" -> accepting(agreement);
            case "resumption" -> "{}";
            default -> "{\"reason\":\"because\"}";
        };
        return post("/agreements/" + agreement + "/" + step, token, body);
    }

    private static String offer(String... fields) {
        return JSON.writeValueAsString(
                Map.of("legalBasis", "Act 2", "fields", List.of(fields), "validUntil", END.toString()));
    }

    /** Names the terms as they stand. */
    private String accepting(UUID agreement) {
        String terms = jdbc
                .sql("select terms_hash from agreement where id = ?")
                .param(agreement)
                .query(byte[].class)
                .list()
                .stream()
                .map(StrictBase64::encodeUrl)
                .findFirst()
                .orElse("");
        return JSON.writeValueAsString(Map.of("terms", terms));
    }

    private String status(UUID agreement) {
        return jdbc.sql("select status from agreement where id = ?")
                .param(agreement)
                .query(String.class)
                .single();
    }

    /** A new agreement in a state that its parties have brought it into the shortest way. */
    private UUID reached(UUID dataset, AgreementState state) {
        UUID agreement = request(
                        dataset, state == AgreementState.EXPIRED ? Instant.now().plus(Duration.ofSeconds(2)) : END)
                .expect(201)
                .id("agreement");
        switch (state) {
            case NONE -> throw new IllegalArgumentException("not an agreement yet");
            case REQUESTED -> {}
            case OFFERED -> step(agreement, "offers", admin("north")).expect(200);
            case COUNTERED -> {
                step(agreement, "offers", admin("north")).expect(200);
                step(agreement, "counter-offers", admin("south")).expect(200);
            }
            case REFUSED -> step(agreement, "refusal", admin("north")).expect(200);
            case WITHDRAWN -> step(agreement, "withdrawal", admin("south")).expect(200);
            case ACTIVE, SUSPENDED, REVOKED, TERMINATED, EXPIRED -> {
                step(agreement, "acceptance", admin("north")).expect(200);
                switch (state) {
                    case SUSPENDED ->
                        step(agreement, "suspension", admin("north")).expect(200);
                    case REVOKED ->
                        step(agreement, "revocation", admin("north")).expect(200);
                    case TERMINATED ->
                        step(agreement, "termination", admin("south")).expect(200);
                    case EXPIRED -> await("the end", () -> status(agreement).equals("expired"));
                    case NONE, REQUESTED, OFFERED, COUNTERED, ACTIVE, REFUSED, WITHDRAWN -> {}
                }
            }
        }
        assertThat(status(agreement)).isEqualTo(state.code());
        return agreement;
    }

    private static @Nullable String way(AgreementState from, AgreementState to) {
        return switch (to) {
            case NONE, REQUESTED, EXPIRED -> null;
            case OFFERED -> "offers";
            case COUNTERED -> "counter-offers";
            case ACTIVE -> from == AgreementState.SUSPENDED ? "resumption" : "acceptance";
            case SUSPENDED -> "suspension";
            case REFUSED -> "refusal";
            case WITHDRAWN -> "withdrawal";
            case REVOKED -> "revocation";
            case TERMINATED -> "termination";
        };
    }

    @Test
    void theApiAllowsEveryTransitionToWhomTheContractAllowsIt() {
        ContractRules rules = ContractRules.read();
        UUID dataset = dataset("north", "conditional");
        int allowed = 0;
        int tried = 0;
        for (AgreementState from : AgreementState.values()) {
            UUID agreement = from == AgreementState.NONE ? UUID.randomUUID() : reached(dataset, from);
            for (AgreementState to : AgreementState.values()) {
                String way = way(from, to);
                for (Party party : Party.values()) {
                    if (way != null) {
                        tried++;
                        long statements = count("select count(*) from statement where type like 'agreement.%'");
                        Answer answer = step(agreement, way, admin(party.agency()));
                        String what = from + " to " + to + " by " + party + ": " + answer.text();
                        if (rules.allows(from, to, party)) {
                            assertThat(answer.status()).as(what).isEqualTo(200);
                            assertThat(answer.at("status")).as(what).isEqualTo(to.code());
                            allowed++;
                            agreement = reached(dataset, from);
                        } else {
                            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                            boolean hidden = party == Party.STRANGER || from == AgreementState.NONE;
                            assertThat(answer.at("code"))
                                    .as(what)
                                    .isIn(hidden ? List.of("CAT-5001") : List.of("CAT-5003", "CAT-5004"));
                            assertThat(count("select count(*) from statement where type like 'agreement.%'"))
                                    .isEqualTo(statements);
                        }
                    }
                }
            }
            if (from != AgreementState.NONE) {
                assertThat(status(agreement)).isEqualTo(from.code());
                String other = from == AgreementState.SUSPENDED ? "acceptance" : "resumption";
                step(agreement, other, admin("north")).expectProblem(409, "CAT-5004");
            }
        }
        assertThat(tried).isEqualTo(11 * 8 * 3);
        assertThat(allowed).isEqualTo(19);
    }

    @Test
    void nothingButTimeMakesAnAgreementExpireAndNothingDeletesOne() {
        UUID agreement = reached(dataset("north", "conditional"), AgreementState.ACTIVE);
        for (String step : List.of("expiry", "expiration", "request")) {
            step(agreement, step, admin("north")).expectProblem(404, "REQ-1005");
        }
        send("DELETE", API + "/agreements/" + agreement, admin("north"), BodyPublishers.noBody())
                .expectProblem(405, "REQ-1006");
        assertThat(status(agreement)).isEqualTo("active");
    }

    private static final String INSERT = """
            insert into agreement (id, dataset, provider, consumer, purpose, legal_basis, fields, valid_until, terms,
                                   terms_hash, status, requested_by, requested_at, request_entry, moved_by,
                                   moved_operator, moved_at, moved_entry)
            values (:id, gen_random_uuid(), 'north', 'south', 'audit', 'Act 1', '{name}', :end, '{}', sha256(''),
                    :status, 'op', now(), sha256(uuid_send(gen_random_uuid())), :by, 'op', now(),
                    sha256(uuid_send(gen_random_uuid())))
            """;

    private static final String MOVE = """
            update agreement set status = :status, moved_by = :by, moved_entry = sha256(uuid_send(gen_random_uuid()))
            where id = :id
            """;

    private void insert(UUID id, AgreementState state, String by, Instant end) {
        jdbc.sql(INSERT)
                .param("id", id)
                .param("status", state.code())
                .param("by", by)
                .param("end", end.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void move(UUID id, AgreementState to, String by) {
        assertThat(jdbc.sql(MOVE)
                        .param("status", to.code())
                        .param("by", by)
                        .param("id", id)
                        .update())
                .isEqualTo(1);
    }

    private boolean goesThrough(TransactionStatus transaction, Runnable statement) {
        Object before = transaction.createSavepoint();
        try {
            statement.run();
            return true;
        } catch (DataAccessException _) {
            return false;
        } finally {
            transaction.rollbackToSavepoint(before);
        }
    }

    /** In the transaction, the shortest way. */
    private UUID stored(AgreementState state, Instant end, String suspendedBy) {
        UUID id = UUID.randomUUID();
        if (state == AgreementState.NONE) {
            return id;
        }
        insert(id, AgreementState.REQUESTED, "south", end);
        List<Map.Entry<AgreementState, String>> way = switch (state) {
            case NONE, REQUESTED -> List.of();
            case OFFERED -> List.of(Map.entry(AgreementState.OFFERED, "north"));
            case COUNTERED ->
                List.of(Map.entry(AgreementState.OFFERED, "north"), Map.entry(AgreementState.COUNTERED, "south"));
            case ACTIVE -> List.of(Map.entry(AgreementState.ACTIVE, "north"));
            case REFUSED -> List.of(Map.entry(AgreementState.REFUSED, "north"));
            case WITHDRAWN -> List.of(Map.entry(AgreementState.WITHDRAWN, "south"));
            case SUSPENDED, REVOKED ->
                List.of(
                        Map.entry(AgreementState.ACTIVE, "north"),
                        Map.entry(state, state == AgreementState.SUSPENDED ? suspendedBy : "north"));
            case TERMINATED, EXPIRED -> List.of(Map.entry(AgreementState.ACTIVE, "north"), Map.entry(state, "south"));
        };
        for (Map.Entry<AgreementState, String> each : way) {
            if (each.getKey() == AgreementState.EXPIRED) {
                jdbc.sql("select pg_sleep_until(:end)")
                        .param("end", end.plusMillis(2).atOffset(ZoneOffset.UTC))
                        .query((_, _) -> true)
                        .single();
            }
            move(id, each.getKey(), each.getValue());
        }
        return id;
    }

    @Test
    void theDatabaseAllowsEveryTransitionToWhomTheContractAllowsIt() {
        ContractRules rules = ContractRules.read();
        int allowed = 0;
        for (AgreementState from : AgreementState.values()) {
            allowed += transactions.execute(transaction -> {
                transaction.setRollbackOnly();
                Instant end = from == AgreementState.EXPIRED ? Instant.now().plusMillis(500) : END;
                UUID id = stored(from, end, "north");
                int through = 0;
                for (AgreementState to : AgreementState.values()) {
                    for (Party party : Party.values()) {
                        boolean done = goesThrough(transaction, () -> {
                            if (from == AgreementState.NONE) {
                                insert(id, to, party.agency(), END);
                            } else {
                                move(id, to, party.agency());
                            }
                        });
                        assertThat(done).as("%s to %s by %s", from, to, party).isEqualTo(rules.allows(from, to, party));
                        through += done ? 1 : 0;
                    }
                }
                return through;
            });
        }
        assertThat(allowed).isEqualTo(20);
    }

    @Test
    void theDatabaseLetsOnlyWhoSuspendedResumeAndOnlyThePartiesExpireWhatIsOver() {
        for (String suspending : List.of("north", "south")) {
            transactions.executeWithoutResult(transaction -> {
                transaction.setRollbackOnly();
                UUID id = stored(AgreementState.SUSPENDED, END, suspending);
                for (Party party : Party.values()) {
                    assertThat(goesThrough(transaction, () -> move(id, AgreementState.ACTIVE, party.agency())))
                            .isEqualTo(party.agency().equals(suspending));
                }
            });
        }
        for (AgreementState from : List.of(AgreementState.REQUESTED, AgreementState.ACTIVE, AgreementState.SUSPENDED)) {
            transactions.executeWithoutResult(transaction -> {
                transaction.setRollbackOnly();
                Instant end = Instant.now().plusMillis(300);
                UUID id = stored(from, end, "north");
                jdbc.sql("select pg_sleep(0.35)").query((_, _) -> true).single();
                for (Party party : Party.values()) {
                    assertThat(goesThrough(transaction, () -> move(id, AgreementState.EXPIRED, party.agency())))
                            .isEqualTo(from.isConcluded() && party != Party.STRANGER);
                }
                assertThat(goesThrough(transaction, () -> move(id, AgreementState.ACTIVE, "north")))
                        .as("what is over is neither accepted nor resumed")
                        .isFalse();
            });
        }
    }

    @Test
    void theTableOfTransitionsIsThatOfTheContract() {
        ContractRules rules = ContractRules.read();
        List<String> expected = new ArrayList<>();
        for (AgreementState from : AgreementState.values()) {
            for (AgreementState to : AgreementState.values()) {
                for (Party party : List.of(Party.PROVIDER, Party.CONSUMER)) {
                    // The list has who resumes after the provider has suspended, and agreements before their end.
                    boolean resumes = from == AgreementState.SUSPENDED && to == AgreementState.ACTIVE;
                    boolean ends = from.isConcluded() && to == AgreementState.EXPIRED;
                    if (resumes || ends || rules.allows(from, to, party)) {
                        expected.add(from.code() + " " + to.code() + " "
                                + party.name().toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        assertThat(jdbc.sql("select from_status || ' ' || to_status || ' ' || party from agreement_transition")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void whatWasAgreedAndHowIsNotChangedPastTheApi() {
        UUID id = reached(dataset("north", "conditional"), AgreementState.ACTIVE);
        String where = " where id = '" + id + "'";
        String move = "moved_entry = sha256(uuid_send(gen_random_uuid()))";
        for (String change : List.of(
                "update agreement set fields = array['secret']" + where,
                "update agreement set moved_by = 'north', status = 'suspended', fields = array['secret'], " + move
                        + where,
                "update agreement set moved_by = 'north', status = 'suspended', valid_until = now(), " + move + where,
                "update agreement set moved_by = 'north', status = 'suspended', purpose = 'all', " + move + where,
                "update agreement set moved_by = 'north', status = 'suspended', consumer = 'east', " + move + where,
                "update agreement set moved_by = 'north', status = 'suspended'" + where,
                "delete from agreement" + where,
                "truncate agreement cascade",
                "delete from agreement_step where agreement = '" + id + "'",
                "update agreement_step set reason = 'other' where agreement = '" + id + "'",
                "insert into agreement_step select agreement, 99, status, agency, operator, at,"
                        + " sha256(uuid_send(gen_random_uuid())), reason, terms, terms_hash from agreement_step"
                        + " where agreement = '" + id + "' limit 1",
                "insert into agreement_transition values ('refused', 'active', 'consumer')",
                "delete from agreement_transition")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).isInstanceOf(DataAccessException.class);
        }
        assertThat(get("/agreements/" + id, admin("north")).at("status")).isEqualTo("active");
    }

    private String purposeAndAgreement(UUID id) {
        String purpose = get("/agreements/" + id, admin("south")).at("purpose");
        return "?agreement=" + id + "&purpose=" + purpose.replace(" ", "%20");
    }

    private void notInForce(UUID record, UUID id) {
        Answer refused = get("/records/" + record + purposeAndAgreement(id), consumer("south"));
        assertThat(refused.expectProblem(403, "CAT-4001").at("reason")).isEqualTo("agreement-not-active");
    }

    private SealedStatement statement(String entry) {
        return SealedStatement.parse(jdbc.sql("select sealed from statement where entry = ?")
                .param(StrictBase64.decodeUrl(entry))
                .query(String.class)
                .single());
    }

    @Test
    void aNegotiationIsSealedStepByStepByWhoTookTheStepOverTheTermsOfThatMoment() {
        UUID dataset = dataset("north", "conditional");
        UUID record = publish(dataset, "north", "{\"name\":\"Ada\",\"plate\":\"B-1\"}");
        UUID id = request(dataset, END).expect(201).id("agreement");
        String asked = get("/agreements/" + id, admin("south")).at("terms");
        post("/agreements/" + id + "/offers", admin("north"), offer("name")).expect(200);
        post("/agreements/" + id + "/acceptance", admin("south"), "{}").expectProblem(409, "CAT-5006");
        post("/agreements/" + id + "/acceptance", admin("south"), "{\"terms\":\"" + asked + "\"}")
                .expectProblem(409, "CAT-5006");
        post("/agreements/" + id + "/counter-offers", admin("south"), offer("plate"))
                .expect(200);
        Answer active = step(id, "acceptance", admin("north")).expect(200);
        assertThat(active.at("inForce")).isEqualTo("true");
        assertThat(active.at("legalBasis")).isEqualTo("Act 2");
        assertThat(get("/records/" + record + purposeAndAgreement(id), consumer("south"))
                        .expect(200)
                        .json()
                        .path("fields")
                        .propertyNames())
                .containsExactly("plate");
        step(id, "suspension", admin("south")).expect(200);
        notInForce(record, id);
        step(id, "resumption", admin("north")).expectProblem(403, "CAT-5003");
        step(id, "resumption", admin("south")).expect(200);
        step(id, "termination", admin("south")).expect(200);

        Answer first =
                get("/agreements/" + id + "/steps?limit=5", admin("north")).expect(200);
        Answer second = get("/agreements/" + id + "/steps?after=" + first.at("next"), admin("north"))
                .expect(200);
        assertThat(second.at("next")).isEmpty();
        List<JsonNode> steps = new ArrayList<>();
        first.json().path("steps").forEach(steps::add);
        second.json().path("steps").forEach(steps::add);
        assertThat(steps)
                .extracting(step ->
                        step.path("number").asInt() + " " + step.path("status").asString() + " "
                                + step.path("step").path("agency").asString())
                .containsExactly(
                        "1 requested south",
                        "2 offered north",
                        "3 countered south",
                        "4 active north",
                        "5 suspended south",
                        "6 active south",
                        "7 terminated south");
        List<String> types = new ArrayList<>();
        for (JsonNode step : steps) {
            SealedStatement sealed = statement(step.path("step").path("entry").asString());
            assertThat(sealed.issuer())
                    .isEqualTo(step.path("step").path("agency").asString());
            assertThat(sealed.payload().members())
                    .containsEntry("state", JsonValue.of(step.path("status").asString()))
                    .containsEntry("terms", JsonValue.of(step.path("terms").asString()))
                    .containsEntry("agreement", JsonValue.of(id.toString()));
            types.add(sealed.type().wireName());
            String hash = step.path("terms").asString();
            Answer document = get("/agreements/" + id + "/terms/" + hash, consumer("south"))
                    .expect(200);
            assertThat(Sha256.hash(document.text().getBytes(StandardCharsets.UTF_8))
                            .base64Url())
                    .isEqualTo(hash);
        }
        assertThat(types)
                .containsExactly(
                        "agreement.requested",
                        "agreement.offered",
                        "agreement.offered",
                        "agreement.accepted",
                        "agreement.suspended",
                        "agreement.resumed",
                        "agreement.terminated");
        get("/agreements/" + id + "/steps", consumer("east")).expectProblem(404, "CAT-5001");
        get("/agreements/" + id + "/terms/" + asked, consumer("east")).expectProblem(404, "CAT-5001");
        get("/agreements/" + id + "/terms/" + "A".repeat(43), admin("north")).expectProblem(404, "CAT-5007");
    }

    @Test
    void anEndThatHasPassedIsSealedByTheProviderAndReadUnderNoLonger() {
        UUID dataset = dataset("north", "conditional");
        UUID record = publish(dataset, "north", "{\"name\":\"Ada\"}");
        UUID id = reached(dataset, AgreementState.EXPIRED);
        notInForce(record, id);
        Answer expired = get("/agreements/" + id, admin("south")).expect(200);
        assertThat(expired.at("inForce")).isEqualTo("false");
        SealedStatement sealed =
                statement(expired.json().path("latest").path("entry").asString());
        assertThat(sealed.type().wireName()).isEqualTo("agreement.expired");
        assertThat(sealed.issuer()).isEqualTo("north");
        assertThat(sealed.operator()).isEqualTo("agreement-expiry");
        assertThat(count("select count(*) from agreement_step where agreement = ? and status = 'expired'", id))
                .isEqualTo(1);
    }

    @Test
    void whenTheProviderHasNoKeyTheConsumersSealsTheEnd() {
        UUID dataset = dataset("north", "conditional");
        UUID id = request(dataset, Instant.now().plus(Duration.ofSeconds(3)))
                .expect(201)
                .id("agreement");
        step(id, "acceptance", admin("north")).expect(200);
        IDENTITY.setAnswering(false);
        try {
            agencies.announce("north", "active", List.of());
            await("the end", () -> status(id).equals("expired"));
        } finally {
            IDENTITY.setAnswering(true);
            IDENTITY.announce("north");
        }
        String entry = get("/agreements/" + id, admin("south"))
                .json()
                .path("latest")
                .path("entry")
                .asString();
        assertThat(statement(entry).issuer()).isEqualTo("south");
    }

    @Test
    void whileAnotherInstanceHoldsTheLeaseNothingExpiresHere() {
        UUID dataset = dataset("north", "conditional");
        UUID id = request(dataset, Instant.now().plus(Duration.ofSeconds(2)))
                .expect(201)
                .id("agreement");
        step(id, "acceptance", admin("north")).expect(200);
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('agreement-expiry', 0))")
                    .query((_, _) -> true)
                    .single();
            jdbc.sql("select pg_sleep(2.6)").query((_, _) -> true).single();
            assertThat(get("/agreements/" + id, admin("north")).at("status")).isEqualTo("active");
            assertThat(get("/agreements/" + id, admin("north")).at("inForce")).isEqualTo("false");
        });
        await("the end", () -> status(id).equals("expired"));
    }
}
