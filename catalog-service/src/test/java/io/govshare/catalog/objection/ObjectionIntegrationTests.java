package io.govshare.catalog.objection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.catalog.CatalogServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class ObjectionIntegrationTests extends CatalogServiceTest {

    private UUID record = new UUID(0, 0);
    private UUID dataset = new UUID(0, 0);
    private String under = "";

    @BeforeEach
    void recordUnderAnAgreement() {
        dataset = dataset("north", "conditional");
        record = publish(dataset, "north", "{\"name\":\"Ada\",\"plate\":\"B-1\"}");
        under = "?purpose=audit&agreement=" + agreement(dataset, "north", "south", "audit", "name", "plate");
    }

    private Answer raise(String token, String body) {
        return post("/records/" + record + "/objections" + under, token, body);
    }

    private UUID raised() {
        return raise(consumer("south"), "{\"field\":\"plate\",\"reason\":\"the car was sold\"}")
                .expect(201)
                .id("objection");
    }

    private Answer answer(UUID objection, String way, String token) {
        return post("/objections/" + objection + "/" + way, token, "{\"reason\":\"looked into it\"}");
    }

    private String corrected() {
        return send(
                        "PUT",
                        API + "/datasets/" + dataset + "/records/" + record,
                        publisher("north"),
                        BodyPublishers.ofString("{\"name\":\"Ada\",\"plate\":\"C-2\"}"),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"1\"")
                .expect(200)
                .at("entry");
    }

    @Test
    void anObjectionIsUpheldWithTheCorrectionThatItLedTo() {
        Answer raised =
                raise(consumer("south"), "{\"reason\":\"the car was sold\"}").expect(201);
        UUID id = raised.id("objection");
        assertThat(raised.at("status")).isEqualTo("open");
        assertThat(raised.at("version")).isEqualTo("1");
        assertThat(Instant.parse(raised.at("replyDue")))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(13)), Instant.now().plus(Duration.ofDays(17)));
        answer(id, "upholding", publisher("north")).expectProblem(409, "CAT-9505");
        String entry = corrected();
        Answer upheld = answer(id, "upholding", publisher("north")).expect(200);
        assertThat(upheld.at("status")).isEqualTo("upheld");
        assertThat(upheld.json().path("answer").path("correction").asString()).isEqualTo(entry);
        for (String way : List.of("upholding", "rejection")) {
            answer(id, way, admin("north")).expectProblem(409, "CAT-9504");
        }
        answer(id, "withdrawal", consumer("south")).expectProblem(409, "CAT-9504");
        assertThat(get("/objections/" + id, consumer("south")).at("status")).isEqualTo("upheld");
    }

    @Test
    void aRecordThatIsErasedIsCorrectedToo() {
        UUID id = raised();
        String erasure = post("/records/" + record + "/erasure", admin("north"), "{\"reason\":\"wrong\"}")
                .expect(200)
                .at("entry");
        assertThat(answer(id, "upholding", admin("north"))
                        .expect(200)
                        .json()
                        .path("answer")
                        .path("correction")
                        .asString())
                .isEqualTo(erasure);
    }

    @Test
    void anObjectionIsRejectedOrWithdrawnOnceAndThenMayBeRaisedAnew() {
        UUID rejected = raised();
        raise(consumer("south"), "{\"field\":\"plate\",\"reason\":\"again\"}").expectProblem(409, "CAT-9503");
        raise(consumer("south"), "{\"field\":\"name\",\"reason\":\"this too\"}").expect(201);
        assertThat(answer(rejected, "rejection", publisher("north")).expect(200).at("status"))
                .isEqualTo("rejected");
        UUID withdrawn = raised();
        assertThat(answer(withdrawn, "withdrawal", consumer("south"))
                        .expect(200)
                        .at("status"))
                .isEqualTo("withdrawn");
        answer(withdrawn, "rejection", publisher("north")).expectProblem(409, "CAT-9504");
    }

    @Test
    void eachSideDoesItsOwnAndStrangersSeeNothing() {
        UUID id = raised();
        answer(id, "rejection", consumer("south")).expectProblem(403, "CAT-9502");
        answer(id, "rejection", consumer("north")).expectProblem(403, "CAT-9502");
        answer(id, "withdrawal", admin("north")).expectProblem(403, "CAT-9502");
        for (String way : List.of("upholding", "rejection", "withdrawal")) {
            answer(id, way, admin("east")).expectProblem(404, "CAT-9501");
        }
        get("/objections/" + id, consumer("east")).expectProblem(404, "CAT-9501");
        get("/objections/" + id, tokens.person("a", "auditor")).expect(200);
        raise(admin("north"), "{\"reason\":\"mine\"}").expectProblem(403, "CAT-9502");
        raise(publisher("south"), "{\"reason\":\"x\"}").expectProblem(403, "CAT-9502");
        raise(tokens.person("c", "citizen"), "{\"reason\":\"x\"}").expectProblem(403, "CAT-9502");
    }

    @Test
    void whoMayNotReadMayNotObjectAndThatIsRecordedAsARead() {
        long before = count("select count(*) from statement where type = 'access.denied'");
        raise(consumer("east"), "{\"reason\":\"x\"}").expectProblem(403, "CAT-4001");
        post("/records/" + record + "/objections", consumer("south"), "{\"reason\":\"x\"}")
                .expectProblem(403, "CAT-4001");
        assertThat(count("select count(*) from statement where type = 'access.denied'"))
                .isEqualTo(before + 2);
        post("/records/" + UUID.randomUUID() + "/objections", consumer("south"), "{\"reason\":\"x\"}")
                .expectProblem(404, "CAT-2004");
    }

    @Test
    void whatMakesNoSenseNamesTheField() {
        for (String reason : List.of("null", "\"\"", "\" \"", "\"a\\u0000b\"", "\"" + "x".repeat(1_001) + "\"")) {
            assertThat(raise(consumer("south"), "{\"reason\":" + reason + "}")
                            .expectProblem(400, "REQ-1002")
                            .at("field"))
                    .isEqualTo("reason");
        }
        raise(consumer("south"), "{\"field\":\"\",\"reason\":\"x\"}").expectProblem(400, "REQ-1002");
        raise(consumer("south"), "{\"version\":0,\"reason\":\"x\"}").expectProblem(400, "REQ-1002");
        raise(consumer("south"), "{\"version\":9,\"reason\":\"x\"}").expectProblem(404, "CAT-2004");
        get("/objections?status=odd", consumer("south")).expectProblem(400, "REQ-1003");
    }

    @Test
    void partiesListThemByPageAndSeeWhatIsOverdue() {
        List<String> made = new ArrayList<>();
        for (String field : List.of("name", "plate", "amount")) {
            made.addFirst(raise(consumer("south"), "{\"field\":\"" + field + "\",\"reason\":\"x\"}")
                    .expect(201)
                    .at("objection"));
        }
        String path = "/objections?record=" + record;
        Answer first = get(path + "&limit=2&status=open", publisher("north")).expect(200);
        assertThat(first.json().path("objections")).hasSize(2);
        Answer second = get(path + "&limit=2&cursor=" + first.at("next"), consumer("south"));
        assertThat(second.json().path("objections").get(0).path("objection").asString())
                .isEqualTo(made.getLast());
        assertThat(second.at("next")).isEmpty();
        assertThat(get(path, consumer("east")).json().path("objections")).isEmpty();
        assertThat(get(path + "&overdue=true", publisher("north")).json().path("objections"))
                .isEmpty();
        jdbc.sql("alter table objection disable trigger user").update();
        jdbc.sql("update objection set reply_due = now() - interval '1 second' where id = cast(? as uuid)")
                .param(made.getFirst())
                .update();
        jdbc.sql("alter table objection enable trigger user").update();
        assertThat(get(path + "&overdue=true", publisher("north")).json().path("objections"))
                .hasSize(1);
    }

    @Test
    void whatWasSaidIsNotChangedPastTheApi() {
        UUID id = raised();
        String where = " where id = '" + id + "'";
        for (String change : List.of(
                "update objection set reason = 'other'" + where,
                "update objection set reason = 'other', status = 'withdrawn', closed_by = 'x', closed_at = now()"
                        + where,
                "update objection set status = 'upheld', closed_by = 'x', closed_at = now(), answer = 'x'" + where,
                "delete from objection" + where,
                "truncate objection")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).isInstanceOf(DataAccessException.class);
        }
        answer(id, "rejection", publisher("north")).expect(200);
        assertThatThrownBy(() -> jdbc.sql("update objection set answer = 'other'" + where)
                        .update())
                .isInstanceOf(DataAccessException.class);
    }
}
