package io.govshare.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.seal.JcaSigner;
import io.govshare.proof.seal.Jws;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.schemas.AgencyChanged;
import io.govshare.testkit.infrastructure.Waiting;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class KeyIntegrationTests extends IdentityFixture {

    private static final String AGENCIES = "/api/identity/v1/agencies/";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "EdDSA"})
    void keyWithProofOfPossessionIsRegisteredPublishedAndAnnounced(String algorithm) {
        KeyPair key = algorithm.equals("ES256") ? p256() : ed25519();
        String kid = PublicKeys.thumbprint(key.getPublic());

        Answer answer = register("catalog-service", "tax", key, challenge("catalog-service", "tax"));

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        assertThat(answer.text("kid")).isEqualTo(kid);
        assertThat(answer.text("algorithm")).isEqualTo(algorithm);
        assertThat(answer.text("validFrom")).matches("[^.]*Z");
        assertThat(getOpen(AGENCIES + "tax/jwks.json").raw().body()).contains("\"kid\":\"" + kid + "\"");
        Waiting.until(
                "the announcement",
                PATIENCE,
                () -> announced().get("tax").keys().stream()
                        .anyMatch(announced -> announced.kid().equals(kid)
                                && announced.status() == AgencyChanged.KeyStatus.ACTIVE
                                && announced
                                        .jwk()
                                        .get("x")
                                        .equals(answer.body()
                                                .path("jwk")
                                                .path("x")
                                                .asString())));
    }

    @Test
    void agencysOwnAdminRegistersAndNoOtherDoes() {
        KeyPair key = p256();

        assertThat(register("legal-admin", "legal", key, challenge("legal-admin", "legal"))
                        .status())
                .isEqualTo(201);
        assertThat(post("tax-admin", AGENCIES + "legal/keys/challenges", "").text("code"))
                .isEqualTo("IDN-1004");
        assertThat(register("tax-admin", "legal", p256(), "x").text("code")).isEqualTo("IDN-1004");
        assertThat(post("legal-publisher", AGENCIES + "legal/keys/challenges", "")
                        .status())
                .isEqualTo(403);
        assertThat(post("operator", AGENCIES + "legal/keys/challenges", "").status())
                .isEqualTo(403);
    }

    @Test
    void aServiceThatDoesNotSealForTheAgenciesRegistersNoKey() {
        String challenge = challenge("catalog-service", "tax");

        assertThat(post("audit-service", AGENCIES + "tax/keys/challenges", "").text("code"))
                .isEqualTo("IDN-1004");
        assertThat(register("audit-service", "tax", p256(), challenge).text("code"))
                .isEqualTo("IDN-1004");
    }

    @Test
    void manyRegistrationsAtOnceDoNotHoldUpEachOther() throws Exception {
        KeyPair key = p256();
        String body = "{\"jwk\":%s,\"proof\":\"%s\"}".formatted(jwk(key), proof(key, "govshare-key:legal:invented"));
        String token = token("legal-admin");
        Callable<Answer> registration = () -> postWith(token, AGENCIES + "legal/keys", body);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(
                    Stream.generate(() -> registration).limit(60).toList())) {
                assertThat(answer.get().text("code")).isEqualTo("IDN-2003");
            }
        }
    }

    @Test
    void challengeWorksOnce() {
        String challenge = challenge("catalog-service", "medical");
        KeyPair key = p256();
        assertThat(register("catalog-service", "medical", key, challenge).status())
                .isEqualTo(201);

        Answer replayed = register("catalog-service", "medical", p256(), challenge);

        assertThat(replayed.status()).isEqualTo(409);
        assertThat(replayed.text("code")).isEqualTo("IDN-2003");
        assertThat(keysOf("medical")).contains(PublicKeys.thumbprint(key.getPublic()));
    }

    @Test
    void challengeOfOneAgencyDoesNotServeAnother() {
        String challenge = challenge("catalog-service", "medical");

        assertThat(register("catalog-service", "education", p256(), challenge).text("code"))
                .isEqualTo("IDN-2003");
    }

    @Test
    void expiredChallengeIsGone() {
        String challenge = challenge("catalog-service", "medical");
        jdbc.sql("UPDATE key_challenge SET expires_at = now() - interval '1 second' WHERE challenge = ?")
                .param(challenge)
                .update();

        assertThat(register("catalog-service", "medical", p256(), challenge).text("code"))
                .isEqualTo("IDN-2003");
    }

    @Test
    void registeringTheSameKeyAgainChangesNothing() {
        KeyPair key = p256();
        Answer first = register("catalog-service", "fiscal", key, challenge("catalog-service", "fiscal"));

        Answer second = register("catalog-service", "fiscal", key, challenge("catalog-service", "fiscal"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("validFrom")).isEqualTo(first.text("validFrom"));
    }

    @Test
    void keyOfOneAgencyCannotBeTakenByAnother() {
        KeyPair key = p256();
        register("catalog-service", "fiscal", key, challenge("catalog-service", "fiscal"));

        Answer answer = register("catalog-service", "tax", key, challenge("catalog-service", "tax"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("IDN-2004");
    }

    @Test
    void revokedKeyLeavesTheSetAndStaysInTheHistory() {
        KeyPair key = p256();
        String kid = PublicKeys.thumbprint(key.getPublic());
        register("exit-entry-admin", "exit-entry", key, challenge("exit-entry-admin", "exit-entry"));

        String revocation = AGENCIES + "exit-entry/keys/" + kid + "/revocation";
        assertThat(post("tax-admin", revocation, "{\"reason\":\"envy\"}").text("code"))
                .isEqualTo("IDN-1004");
        Instant before = Instant.now();
        Answer revoked = post("exit-entry-admin", revocation, "{\"reason\":\"device lost\"}");

        assertThat(revoked.text("status")).isEqualTo("revoked");
        // What is sealed before the news has gone round still counts.
        Instant validUntil = Instant.parse(revoked.text("validUntil"));
        assertThat(validUntil).isBetween(before.plusSeconds(4), Instant.now().plusSeconds(5));
        assertThat(getOpen(AGENCIES + "exit-entry/jwks.json").raw().body()).doesNotContain(kid);
        assertThat(keysOf("exit-entry")).contains(kid);
        assertThat(register("exit-entry-admin", "exit-entry", key, challenge("exit-entry-admin", "exit-entry"))
                        .text("code"))
                .isEqualTo("IDN-2004");
        Waiting.until(
                "the announcement",
                PATIENCE,
                () -> announced().get("exit-entry").keys().stream()
                        .anyMatch(announced -> announced.kid().equals(kid)
                                && announced.status() == AgencyChanged.KeyStatus.REVOKED
                                && validUntil.equals(announced.validUntil())));
        assertThat(post("exit-entry-admin", AGENCIES + "exit-entry/keys/unknown/revocation", "{\"reason\":\"x\"}")
                        .text("code"))
                .isEqualTo("IDN-2005");
    }

    @Test
    void proofByAnotherKeyIsRefused() {
        KeyPair claimed = p256();
        KeyPair signing = p256();
        String challenge = challenge("catalog-service", "credit");

        Answer answer = post(
                "catalog-service",
                AGENCIES + "credit/keys",
                "{\"jwk\":%s,\"proof\":\"%s\"}".formatted(jwk(claimed), proof(signing, challenge)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("IDN-2002");
        assertThat(answer.text("field")).isEqualTo("proof");
    }

    @Test
    void sealedStatementDoesNotPassForAProof() {
        KeyPair key = p256();
        String statement = Jws.sign(
                        "govshare-statement+jwt",
                        challenge("catalog-service", "credit").getBytes(StandardCharsets.US_ASCII),
                        new JcaSigner(key))
                .compact();

        Answer answer = post(
                "catalog-service",
                AGENCIES + "credit/keys",
                "{\"jwk\":%s,\"proof\":\"%s\"}".formatted(jwk(key), statement));

        assertThat(answer.text("code")).isEqualTo("IDN-2002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}",
                "{\"kty\":\"oct\",\"k\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                        + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\","
                        + "\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}"
            })
    void unacceptableKeyIsRefusedByField(String jwk) {
        Answer answer =
                post("catalog-service", AGENCIES + "credit/keys", "{\"jwk\":%s,\"proof\":\"a.b.c\"}".formatted(jwk));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("IDN-2001");
        assertThat(answer.text("field")).isEqualTo("jwk");
    }

    private String keysOf(String agency) {
        return get("citizen", AGENCIES + agency + "/keys").raw().body();
    }
}
