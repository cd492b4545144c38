package io.govshare.catalog.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The agencies of the tests are in a region without a calendar: from Monday to Friday is worked. */
class DeadlinesIntegrationTests extends CatalogServiceTest {

    @Autowired
    private TransactionTemplate transactions;

    private Answer request(UUID dataset) {
        return post(
                        "/agreements",
                        consumer("south"),
                        JSON.writeValueAsString(Map.of(
                                "dataset",
                                dataset,
                                "purpose",
                                "audit " + UUID.randomUUID(),
                                "legalBasis",
                                "Act 1",
                                "fields",
                                List.of("name"),
                                "validUntil",
                                end())))
                .expect(201);
    }

    private static String end() {
        return Instant.now().plus(Duration.ofDays(90)).toString();
    }

    private Answer step(Answer agreement, String step, String token, Map<String, ?> body) {
        return post("/agreements/" + agreement.at("agreement") + "/" + step, token, JSON.writeValueAsString(body))
                .expect(200);
    }

    private static Instant after(Answer agreement, int days) {
        Instant step = Instant.parse(agreement.json().path("latest").path("at").asString());
        return WorkingCalendar.WEEKDAYS.after(step, days);
    }

    @Test
    void eachProposalIsToBeAnsweredAndTheConcludedAgreementDelivered() {
        Answer open = request(dataset("north", "open"));
        assertThat(open.at("replyDue")).isEqualTo(after(open, 1).toString());
        Answer requested = request(dataset("north", "conditional"));
        assertThat(requested.at("replyDue")).isEqualTo(after(requested, 10).toString());
        Answer offered = step(
                requested,
                "offers",
                admin("north"),
                Map.of("legalBasis", "Act 1", "fields", List.of("name"), "validUntil", end()));
        assertThat(offered.at("replyDue")).isEqualTo(after(offered, 10).toString());
        Answer active = step(offered, "acceptance", admin("south"), Map.of("terms", offered.at("terms")));
        assertThat(active.at("replyDue")).isEmpty();
        assertThat(active.at("deliveryDue")).isEqualTo(after(active, 20).toString());
        Answer suspended = step(active, "suspension", admin("south"), Map.of("reason", "holiday"));
        assertThat(suspended.at("deliveryDue")).isEqualTo(active.at("deliveryDue"));
        Answer ended = step(suspended, "termination", admin("south"), Map.of("reason", "over"));
        assertThat(ended.at("deliveryDue")).isEmpty();
    }

    @Test
    void whatIsNeitherAnsweredNorDeliveredInTimeIsOverdue() {
        UUID dataset = dataset("north", "conditional");
        Answer unanswered = request(dataset);
        Answer undelivered = step(request(dataset), "acceptance", admin("north"), Map.of());
        Answer refused = step(request(dataset), "refusal", admin("north"), Map.of("reason", "no"));
        request(dataset);
        assertThat(overdue(dataset)).isEmpty();
        for (Answer each : List.of(unanswered, undelivered, refused)) {
            letTimePass(each);
        }
        assertThat(overdue(dataset)).containsExactlyInAnyOrder(unanswered.at("agreement"), undelivered.at("agreement"));
        publish(dataset, "north", "{\"name\":\"Ada\"}");
        assertThat(overdue(dataset)).containsExactly(unanswered.at("agreement"));
    }

    private void letTimePass(Answer agreement) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("alter table agreement disable trigger user").update();
            jdbc.sql("update agreement set due = now() - interval '1 second' where id = cast(? as uuid)")
                    .param(agreement.at("agreement"))
                    .update();
            jdbc.sql("alter table agreement enable trigger user").update();
        });
    }

    private List<String> overdue(UUID dataset) {
        List<String> found = new ArrayList<>();
        get("/agreements?overdue=true&dataset=" + dataset, admin("north"))
                .expect(200)
                .json()
                .path("agreements")
                .forEach(each -> found.add(each.path("agreement").asString()));
        return found;
    }
}
