package io.govshare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let through, how often, and from where. */
class AdmissionIntegrationTests extends RunningGateway {

    @Test
    void missingTokenIsRefused() throws Exception {
        HttpResponse<String> answer = send(to("/api/catalog/v1/datasets"));

        assertProblem(answer, 401, "GTW-1001");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audience", "issuer", "expired", "signature", "garbage"})
    void tokenThatFailsOneCheckIsRefused(String flaw) throws Exception {
        String token = switch (flaw) {
            case "audience" -> ISSUER.tokenWithAudience("somebody-else");
            case "issuer" -> ISSUER.tokenOfIssuer("http://127.0.0.1:9/realms/other");
            case "expired" -> ISSUER.expiredToken();
            case "signature" -> ISSUER.tokenOfForeignKey();
            default -> "abc.def.ghi";
        };

        HttpResponse<String> answer = send(to("/api/catalog/v1/datasets").header("Authorization", "Bearer " + token));

        assertProblem(answer, 401, "GTW-1001");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    @Test
    void publicKeysOfAnAgencyNeedNoToken() throws Exception {
        assertThat(send(to("/api/identity/v1/agencies/tax/jwks.json")).statusCode())
                .isEqualTo(200);
        assertProblem(
                send(to("/api/identity/v1/agencies/tax/jwks.json").POST(BodyPublishers.noBody())), 401, "GTW-1001");
    }

    @Test
    void operatorAboveTheRateWaitsWhileOthersGoOn() throws Exception {
        HttpResponse<String> answer = send(asOperator("/api/catalog/v1/echo"));
        for (int i = 0; i < 40 && answer.statusCode() == 200; i++) {
            answer = send(asOperator("/api/catalog/v1/echo"));
        }

        assertProblem(answer, 429, "GTW-2005");
        assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 3L);
        assertThat(send(to("/api/catalog/v1/echo").header("Authorization", "Bearer " + ISSUER.token("another")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void pageOfAForeignOriginGetsAProblemAndWhatIsOpen() throws Exception {
        HttpResponse<String> refused =
                send(asOperator("/api/catalog/v1/echo").header("Origin", "https://elsewhere.example"));
        HttpResponse<String> open =
                send(to("/api/identity/v1/agencies/tax/jwks.json").header("Origin", "https://elsewhere.example"));

        assertProblem(refused, 403, "GTW-1002");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(open.statusCode()).isEqualTo(200);
        assertThat(open.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        HttpResponse<String> asked = send(to("/api/identity/v1/agencies/tax/jwks.json")
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(200);
    }

    @Test
    void loginThatIsNotConfiguredIsNotFound() throws Exception {
        assertProblem(send(to("/oauth2/authorization/x")), 404, "GTW-2001");
    }
}
