package io.govshare.starter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.starter.Http;
import io.govshare.starter.TestApplication;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.testkit.infrastructure.Waiting;
import io.govshare.testkit.spring.GovShareIntegrationTest;
import io.govshare.testkit.spring.TestAgencies;
import io.govshare.testkit.token.TestTokens;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@GovShareIntegrationTest(classes = TestApplication.class)
class SecurityIntegrationTests {

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    @Autowired
    TestAgencies agencies;

    @Autowired
    AgencyDirectory directory;

    @Autowired
    TestApplication.Refusals refusals;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        agencies.active("tax");
        Waiting.until(
                "tax is known",
                Duration.ofSeconds(20),
                () -> directory
                        .agency("tax")
                        .filter(agency -> agency.isActive())
                        .isPresent());
    }

    @Test
    void operatorOfAnActiveAgencyIsKnownByItsToken() throws Exception {
        HttpResponse<String> answer = get("/me", tokens.operator("tax", "publisher", "consumer"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.members(answer))
                .containsEntry("id", "tax-publisher")
                .containsEntry("agency", "tax")
                .containsEntry("client", "govshare-cli");
        assertThat(Http.json(answer).get("roles")).hasSize(2);
    }

    @Test
    void somebodyWithoutAgencyIsAnOperatorToo() throws Exception {
        assertThat(Http.members(get("/me", tokens.person("ann", "citizen"))))
                .containsEntry("id", "ann")
                .doesNotContainKey("agency");
        assertThat(Http.members(get("/me", tokens.service("ledger-service"))))
                .containsEntry("client", "ledger-service");
    }

    @Test
    void requestWithoutTokenIsRefused() throws Exception {
        HttpResponse<String> answer = http.get("/me");

        assertProblem(answer, 401, "SEC-1001");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void unknownPathTellsNothingWithoutToken() throws Exception {
        assertProblem(http.get("/no-such-path"), 401, "SEC-1001");
    }

    @Test
    void tokenOfAnotherIssuerIsRefused() throws Exception {
        try (TestTokens stranger = TestTokens.start(Clock.systemUTC())) {
            assertProblem(get("/me", stranger.operator("tax", "publisher")), 401, "SEC-1001");
        }
        assertProblem(
                get("/me", valid().issuer("http://elsewhere/realms/govshare").sign()), 401, "SEC-1001");
    }

    @Test
    void tokenForAnotherAudienceIsRefused() throws Exception {
        assertProblem(get("/me", valid().audience("account").sign()), 401, "SEC-1001");
    }

    @Test
    void expiredTokenIsRefused() throws Exception {
        assertProblem(get("/me", valid().expired().sign()), 401, "SEC-1001");
    }

    @Test
    void unsignedTokenIsRefused() throws Exception {
        assertProblem(get("/me", valid().unsigned()), 401, "SEC-1001");
    }

    @Test
    void tokenSignedByAnUnpublishedKeyIsRefused() throws Exception {
        assertProblem(get("/me", valid().forged().sign()), 401, "SEC-1001");
    }

    @Test
    void tokenNamingTwoAgenciesIsRefused() throws Exception {
        assertProblem(
                get(
                        "/me",
                        valid().claim("organization", List.of("tax", "fiscal")).sign()),
                401,
                "SEC-1001");
    }

    @Test
    void agencyMayAlsoBeNamedWithAttributes() throws Exception {
        String token =
                valid().claim("organization", Map.of("tax", Map.of("id", "1"))).sign();

        assertThat(Http.members(get("/me", token))).containsEntry("agency", "tax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0..", "ey ey"})
    void garbageForATokenIsRefused(String token) throws Exception {
        assertProblem(get("/me", token), 401, "SEC-1001");
    }

    @Test
    void identityHeadersOfACallerAreNotBelieved() throws Exception {
        HttpResponse<String> answer =
                http.get("/me", "X-Forwarded-User", "admin", "X-Agency", "tax", "X-Roles", "platform-operator");

        assertProblem(answer, 401, "SEC-1001");
    }

    @Test
    void missingRoleIsForbidden() throws Exception {
        assertProblem(get("/publishers", tokens.operator("tax", "consumer")), 403, "SEC-1002");
        assertThat(get("/publishers", tokens.operator("tax", "publisher")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void suspendedAgencyCanDoNothingAndTheRefusalIsHeardOf() throws Exception {
        agencies.active("legal");
        Waiting.until("legal is active", Duration.ofSeconds(20), () -> isActive("legal"));
        String token = tokens.operator("legal", "publisher");
        assertThat(get("/me", token).statusCode()).isEqualTo(200);

        agencies.suspended("legal");
        Waiting.until("legal is suspended", Duration.ofSeconds(20), () -> !isActive("legal"));

        for (String path : List.of("/me", "/publishers", "/open/x", "/no-such-path")) {
            assertProblem(get(path, token), 403, "SEC-1003");
            assertThat(refusals.seen()).contains("legal-publisher " + path + " agency suspended");
        }
    }

    @Test
    void unknownAgencyCanDoNothing() throws Exception {
        assertProblem(get("/me", tokens.operator("nowhere", "publisher")), 403, "SEC-1003");
    }

    @Test
    void agencysRolesMeanNothingWithoutAnAgency() throws Exception {
        for (String role : List.of("publisher", "consumer", "agency-admin")) {
            assertProblem(get("/me", tokens.person("drifter", role)), 403, "SEC-1003");
        }
        assertThat(refusals.seen()).contains("drifter /me agency none");
    }

    @Test
    void openPathIsOpenForReadingOnly() throws Exception {
        HttpResponse<String> answer = http.get("/open/door");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.members(answer)).containsEntry("caller", "nobody");
        assertProblem(http.post("/open/door", ""), 401, "SEC-1001");
        assertThat(Http.members(get("/open/door", tokens.operator("tax", "consumer"))))
                .containsEntry("caller", "tax-consumer");
    }

    @Test
    void healthAndDescriptionAreOpenAndTheRestOfActuatorIsNot() throws Exception {
        assertThat(http.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(http.get("/actuator/health").body()).doesNotContain("details", "components");
        HttpResponse<String> description = http.get("/v3/api-docs");
        assertThat(description.statusCode()).isEqualTo(200);
        assertThat(description.body()).contains("/publishers", "application/problem+json", "bearerFormat");
        assertThat(description.body()).doesNotContain("\"Operator\":{\"required\"");
        assertThat(http.get("/actuator/env").statusCode()).isEqualTo(401);
    }

    @Test
    void healthShowsItsPartsToThePlatform() throws Exception {
        String body = get("/actuator/health", tokens.service("audit-service")).body();

        assertThat(body).contains("outbox", "inbox", "agencyDirectory", "leading");
    }

    private boolean isActive(String code) {
        return directory.agency(code).filter(agency -> agency.isActive()).isPresent();
    }

    private TestTokens.Draft valid() {
        return tokens.token().subject("tax-publisher").agency("tax").roles("publisher");
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return http.get(path, "Authorization", "Bearer " + token);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Http.members(answer))
                .containsEntry("type", "urn:govshare:problem:" + code)
                .containsEntry("code", code)
                .containsEntry("status", status)
                .containsEntry(
                        "requestId", answer.headers().firstValue("X-Request-Id").orElseThrow());
    }
}
