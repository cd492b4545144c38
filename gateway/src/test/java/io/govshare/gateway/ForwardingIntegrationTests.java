package io.govshare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a request reaches the service, and what of its answer the caller. */
class ForwardingIntegrationTests extends RunningGateway {

    @Test
    void validTokenReachesTheServiceOnTheSamePathWithItsQuery() throws Exception {
        HttpResponse<String> answer = send(asOperator("/api/catalog/v1/datasets?query=a%20b%2Fc&limit=5"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("GET /api/catalog/v1/datasets?query=a%20b%2Fc&limit=5\n");
        assertThat(answer.body()).contains("authorization=Bearer ");
    }

    @Test
    void parametersPassInTheirOrderAndOnlyThoseOfTheQuery() throws Exception {
        HttpResponse<String> answer = send(asOperator("/api/catalog/v1/datasets?a=1&b=%2B%26%3D&a=%C3%A9&c")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("limit=9")));

        assertThat(answer.body()).startsWith("POST /api/catalog/v1/datasets?a=1&a=%C3%A9&b=%2B%26%3D&c=\n");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 10.0.0.1",
        "X-Forwarded-Host, evil.example",
        "Forwarded, for=10.0.0.1",
        "X-User-Id, operator",
        "X-Agency, fiscal",
        "X-Original-URL, /admin",
        "X-HTTP-Method-Override, DELETE",
        "Cookie, GOVSHARE_SESSION=1",
        "Proxy-Authorization, Basic eDp5",
        "TE, trailers"
    })
    void headerThatCouldDeceiveAServiceIsDropped(String name, String value) throws Exception {
        HttpResponse<String> answer = send(asOperator("/api/catalog/v1/echo").header(name, value));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().lines().filter(line -> line.startsWith(name.toLowerCase(Locale.ROOT) + "=")))
                .isEmpty();
    }

    @Test
    void headerNamedByConnectionIsDropped() throws Exception {
        String answer = raw("GET /api/catalog/v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close, X-Secret\r\n"
                + "X-Secret: 1\r\nAuthorization: Bearer " + ISSUER.token("raw") + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("x-secret");
    }

    @Test
    void requestIdOfTheCallerIsPassedOnWhenWellFormed() throws Exception {
        HttpResponse<String> kept = send(asOperator("/api/catalog/v1/echo").header("X-Request-Id", "abcd-1234-efgh"));
        HttpResponse<String> replaced =
                send(asOperator("/api/catalog/v1/echo").header("X-Request-Id", "no spaces please"));

        assertThat(kept.body()).contains("x-request-id=abcd-1234-efgh");
        assertThat(kept.headers().allValues("X-Request-Id")).containsExactly("abcd-1234-efgh");
        assertThat(replaced.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
    }

    @Test
    void answerCarriesSecurityHeadersAndNothingOfTheServicesInside() throws Exception {
        HttpResponse<String> answer = send(asOperator("/api/catalog/v1/created"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/api/catalog/v1/records/7");
        assertThat(answer.headers().map()).doesNotContainKeys("Set-Cookie", "set-cookie", "x-powered-by", "server");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "application/octet-stream", "multipart/form-data"})
    void bodyPassesByteByByte(String type) throws Exception {
        byte[] sent = "id=1&id=2&zz&a=<b>+%zz\n\u00e9\u0000".getBytes(StandardCharsets.ISO_8859_1);

        HttpResponse<byte[]> answer = http.send(
                asOperator("/api/catalog/v1/mirror?id=3")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(sent))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(sent);
        assertThat(send(asOperator("/api/catalog/v1/echo?id=3")
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofByteArray(sent)))
                        .body())
                .startsWith("POST /api/catalog/v1/echo?id=3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/*", "nonsense", "a/b; charset=nonsense"})
    void contentTypeThatNamesNoMediaTypeIsNoFailureOfTheGateway(String type) throws Exception {
        HttpResponse<String> answer = send(
                asOperator("/api/catalog/v1/echo").header("Content-Type", type).POST(BodyPublishers.ofString("x")));

        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400, 415);
    }
}
