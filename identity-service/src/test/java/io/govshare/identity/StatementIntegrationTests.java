package io.govshare.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.schemas.AgencyChanged;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.StatementsSealed;
import io.govshare.schemas.Topics;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import io.govshare.testkit.infrastructure.Waiting;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the platform seals about agencies and keys. */
class StatementIntegrationTests extends IdentityFixture {

    private static final String AGENCIES = "/api/identity/v1/agencies/";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ObjectProvider<ApplicationRunner> runners;

    private record Row(String type, String agency, String operator, SealedStatement sealed) {

        String claim(String name) {
            return sealed.payload().members().get(name) instanceof JsonValue.Text(String text) ? text : "";
        }
    }

    private List<Row> statements(String agency, String type) {
        return jdbc.sql("SELECT * FROM statement WHERE agency = ? AND type = ? ORDER BY sealed_at")
                .params(agency, type)
                .query((row, _) -> new Row(
                        row.getString("type"),
                        row.getString("agency"),
                        row.getString("operator"),
                        SealedStatement.parse(row.getString("sealed"))))
                .list();
    }

    private static List<StatementsSealed.Sealed> announcedStatements() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", TestInfrastructure.shared().kafka().bootstrapServers());
        List<StatementsSealed.Sealed> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.IDENTITY_STATEMENTS_SEALED).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(message -> all.addAll(EventJson.read(message.value(), StatementsSealed.class)
                                .statements()));
            }
        }
        return all;
    }

    private static boolean verifies(SealedStatement statement) {
        AgencyChanged platform = announced().get("platform");
        return statement.issuer().equals("platform")
                && platform.keys().stream()
                        .filter(key -> key.kid().equals(statement.kid()))
                        .filter(key -> !statement.issuedAt().isBefore(key.validFrom()))
                        .anyMatch(key -> {
                            JsonValue.Builder jwk = JsonValue.Obj.builder();
                            key.jwk().forEach(jwk::add);
                            return statement.verify(PublicKeys.fromJwk(jwk.build()));
                        });
    }

    @Test
    void aRegisteredAndRevokedKeyIsSealedByThePlatformAndAnnouncedWithTheChange() {
        KeyPair key = p256();
        String kid = PublicKeys.thumbprint(key.getPublic());
        assertThat(register("catalog-service", "credit", key, challenge("catalog-service", "credit"))
                        .status())
                .isEqualTo(201);
        assertThat(register("catalog-service", "credit", key, challenge("catalog-service", "credit"))
                        .status())
                .isEqualTo(200);
        for (int i = 0; i < 2; i++) {
            assertThat(post("operator", AGENCIES + "credit/keys/" + kid + "/revocation", "{\"reason\":\"lost\"}")
                            .status())
                    .isEqualTo(200);
        }

        for (String type : List.of("key.registered", "key.revoked")) {
            List<Row> sealed = statements("credit", type).stream()
                    .filter(row -> row.claim("kid").equals(kid))
                    .toList();
            assertThat(sealed).as(type).hasSize(1);
            Row row = sealed.getFirst();
            assertThat(row.claim("agency")).isEqualTo("credit");
            assertThat(row.claim("validUntil").isEmpty()).isEqualTo(type.equals("key.registered"));
            Waiting.until("the platform's key", PATIENCE, () -> verifies(row.sealed()));
            String entry = row.sealed().entry().base64Url();
            Waiting.until(
                    "the announcement",
                    PATIENCE,
                    () -> announcedStatements().stream()
                            .anyMatch(one -> one.entry().equals(entry)
                                    && one.statement().equals(type)
                                    && one.agency().equals("credit")
                                    && one.operator().equals(row.operator())));
        }
    }

    @Test
    void anAgencyIsAdmittedOnceHoweverOftenTheServiceStarts() {
        runners.orderedStream().forEach(runner -> {
            try {
                runner.run(new DefaultApplicationArguments());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });

        for (String agency : List.of("fiscal", "tax", "legal", "medical", "education", "exit-entry", "credit")) {
            List<Row> admitted = statements(agency, "agency.admitted");
            assertThat(admitted).as(agency).hasSize(1);
            assertThat(verifies(admitted.getFirst().sealed())).isTrue();
        }
        assertThat(announced().get("platform").status()).isEqualTo(AgencyChanged.Status.PENDING);
        assertThat(get("operator", "/api/identity/v1/agencies").raw().body()).doesNotContain("\"platform\"");
    }

    @Test
    void suspensionAndReturnAreSealedWithTheirReasons() {
        assertThat(post("operator", AGENCIES + "education/suspension", "{\"reason\":\"overdue report\"}")
                        .status())
                .isEqualTo(200);
        assertThat(delete("operator", AGENCIES + "education/suspension?reason=handed+in")
                        .status())
                .isEqualTo(200);

        assertThat(statements("education", "agency.suspended").getLast().claim("reason"))
                .isEqualTo("overdue report");
        assertThat(statements("education", "agency.restored").getLast().claim("reason"))
                .isEqualTo("handed in");
    }

    @Test
    void aChangeThatCannotBeSealedDoesNotHappen() {
        jdbc.sql(
                        "ALTER TABLE statement ADD CONSTRAINT refuse CHECK (agency <> 'medical' OR type = 'agency.admitted') NOT VALID")
                .update();
        try {
            assertThat(post("operator", AGENCIES + "medical/suspension", "{\"reason\":\"test\"}")
                            .status())
                    .isGreaterThanOrEqualTo(500);
        } finally {
            jdbc.sql("ALTER TABLE statement DROP CONSTRAINT refuse").update();
        }
        assertThat(get("operator", AGENCIES + "medical").text("status")).isEqualTo("active");
    }

    @Test
    void receiptsAreForTheAgencyAndAuditorsAndWaitForTheLedger() {
        String entry = statements("legal", "agency.admitted")
                .getFirst()
                .sealed()
                .entry()
                .base64Url();
        String path = "/api/identity/v1/statements/" + entry + "/receipt";

        Answer away = get("legal-admin", path);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.text("code")).isEqualTo("IDN-3003");
        assertThat(get("citizen", path).status()).isEqualTo(404);
        assertThat(get("operator", "/api/identity/v1/statements/nonsense/receipt")
                        .status())
                .isEqualTo(400);
        assertThat(get(
                                "operator",
                                "/api/identity/v1/statements/"
                                        + Hash.of(new byte[32]).base64Url() + "/receipt")
                        .text("code"))
                .isEqualTo("IDN-3001");
    }
}
