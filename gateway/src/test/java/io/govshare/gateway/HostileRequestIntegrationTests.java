package io.govshare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the gateway itself refuses. */
class HostileRequestIntegrationTests extends RunningGateway {

    @Test
    void bodyWithDeclaredLengthAboveTheLimitIsRefused() throws Exception {
        HttpResponse<String> answer =
                send(asOperator("/api/catalog/v1/count").POST(BodyPublishers.ofByteArray(new byte[1024 * 1024 + 1])));

        assertProblem(answer, 413, "GTW-2004");
    }

    @Test
    void chunkedBodyIsCountedWhileItIsRead() throws Exception {
        HttpResponse<String> within = send(asOperator("/api/catalog/v1/count").POST(chunked(1024 * 1024)));
        HttpResponse<String> above = send(asOperator("/api/catalog/v1/count").POST(chunked(1024 * 1024 + 1)));

        assertThat(within.body()).isEqualTo("1048576");
        assertProblem(above, 413, "GTW-2004");
        assertThat(send(asOperator("/api/catalog/v1/echo")).statusCode()).isEqualTo(200);
    }

    private static HttpRequest.BodyPublisher chunked(int size) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/catalog/..%2f..%2factuator", "/api/catalog//x", "/api/catalog/a;b=c", "/api/%00"})
    void deceptivePathIsRefused(String path) throws Exception {
        assertThat(send(asOperator(path)).statusCode()).isEqualTo(400);
    }

    @Test
    void requestThatTomcatItselfRefusesIsAProblemToo() throws Exception {
        assertThat(raw("GET /api/cat|alog HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("GTW-2003")
                .doesNotContain("<html");
    }

    @Test
    void queryThatIsNotUtf8OrTooLongIsRefused() throws Exception {
        assertProblem(send(asOperator("/api/catalog/v1/echo?query=%ff")), 400, "GTW-2003");
        assertProblem(send(asOperator("/api/catalog/v1/echo?" + "a=b&".repeat(1_500))), 400, "GTW-2003");
    }

    @Test
    void brokenChunkIsTheCallersFault() throws Exception {
        String token = ISSUER.token("brokenChunkIsTheCallersFault");

        assertThat(raw("POST /api/catalog/v1/count HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                        + token + "\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("GTW-2003");
    }
}
