package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who may do what, through the gateway with real tokens. */
class AccessIntegrationTests {

    private static final String PURPOSE = "statistics";

    private final World world = World.world();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/catalog/v1/datasets",
                "/api/identity/v1/agencies",
                "/api/ledger/v1/status",
                "/api/audit/v1/overview"
            })
    void withoutATokenNothingIsShown(String path) {
        Answer answer = world.platform().anonymously(path);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isNotEmpty();
    }

    @Test
    void theLogIsOpenToAnyMonitor() {
        Answer checkpoint = world.platform().anonymously("/api/ledger/v1/checkpoint");
        assertThat(checkpoint.status()).isEqualTo(200);
        assertThat(checkpoint.text()).startsWith("govshare.local/log\n");
    }

    @Test
    void onlyAuditorsSeeTheTrail() {
        assertThat(world.operator("tax-admin").get("/api/audit/v1/trail").status())
                .isEqualTo(403);
        assertThat(world.operator("auditor").get("/api/audit/v1/trail").status())
                .isEqualTo(200);
    }

    @Test
    void aConsumerCannotPublishAndNobodyPublishesForAnotherAgency() {
        UUID dataset = world.dataset("credit", "open");
        assertThat(world.operator("credit-consumer")
                        .publishes(dataset, Map.of("name", "a"))
                        .status())
                .isEqualTo(403);
        assertThat(world.operator("tax-admin")
                        .publishes(dataset, Map.of("name", "a"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aConditionalDatasetIsReadUnderItsAgreementAndByNobodyElse() {
        UUID dataset = world.dataset("medical", "conditional");
        Operator medical = world.operator("medical-admin");
        Operator credit = world.operator("credit-admin");
        UUID record =
                UUID.fromString(medical.publishes(dataset, Map.of("name", "clinic", "amount", 3, "note", "secret"))
                        .expect(201)
                        .json()
                        .path("record")
                        .asString());
        assertThat(credit.reads(record, PURPOSE, null).status()).isEqualTo(403);

        UUID agreement = UUID.fromString(credit.requestsAgreement(
                        dataset,
                        PURPOSE,
                        "Statistics act, section 4",
                        List.of("amount"),
                        Instant.now().plus(Duration.ofDays(1)))
                .expect(201)
                .json()
                .path("agreement")
                .asString());
        assertThat(credit.reads(record, PURPOSE, agreement).status()).isEqualTo(403);
        assertThat(credit.acceptsAgreement(agreement).status()).isEqualTo(403);
        medical.acceptsAgreement(agreement).expect(200);

        JsonNode view = credit.reads(record, PURPOSE, agreement).expect(200).json();
        assertThat(view.path("fields").propertyNames()).containsExactly("amount");
        assertThat(credit.reads(record, "marketing", agreement).status()).isEqualTo(403);
        assertThat(world.operator("legal-admin")
                        .reads(record, PURPOSE, agreement)
                        .status())
                .isEqualTo(403);
        assertThat(world.operator("citizen").reads(record, PURPOSE, null).status())
                .isEqualTo(403);
    }

    @Test
    void aSuspendedAgencyCanDoNothingUntilItIsReinstated() {
        Operator operator = world.operator("operator");
        Operator exitEntry = world.operator("exit-entry-admin");
        exitEntry.get("/api/catalog/v1/datasets").expect(200);
        operator.suspends("exit-entry", "system test").expect(200);
        try {
            World.eventually(
                    "the suspension is known everywhere",
                    Duration.ofSeconds(5),
                    () -> exitEntry.get("/api/catalog/v1/datasets").problem().equals("SEC-1003")
                            && exitEntry.get("/api/ledger/v1/status").problem().equals("SEC-1003"));
        } finally {
            operator.reinstates("exit-entry").expect(200);
        }
        World.eventually(
                "the reinstatement is known",
                Duration.ofSeconds(5),
                () -> exitEntry.get("/api/catalog/v1/datasets").status() == 200);
    }

    @Test
    void agencyAdminsCannotSuspendAnyone() {
        assertThat(world.operator("tax-admin").suspends("fiscal", "rivalry").status())
                .isEqualTo(403);
    }
}
