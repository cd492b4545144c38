package io.govshare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway before services that answer what they were sent; one for all test classes that extend this. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningGateway {

    // Both end with the tests' JVM, as the gateway does.
    static final LocalIssuer ISSUER;
    private static final LocalService SERVICE;

    static {
        try {
            ISSUER = new LocalIssuer();
            SERVICE = new LocalService();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("govshare.security.issuer", ISSUER::url);
        registry.add("govshare.gateway.identity-url", SERVICE::url);
        registry.add("govshare.gateway.catalog-url", SERVICE::url);
        registry.add("govshare.gateway.audit-url", SERVICE::url);
        // Nothing listens on port 1.
        registry.add("govshare.gateway.ledger-url", () -> "http://127.0.0.1:1");
        registry.add("govshare.gateway.upstream.response-timeout", () -> "1s");
        registry.add("govshare.gateway.limits.body", () -> "1MB");
        registry.add("govshare.gateway.limits.operator.per-second", () -> "1");
        registry.add("govshare.gateway.limits.operator.burst", () -> "30");
    }

    @LocalServerPort
    private int port;

    final HttpClient http = HttpClient.newHttpClient();

    final HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** In the name of the test method, so that none uses up the rate of another. */
    final HttpRequest.Builder asOperator(String path) {
        String operator = Thread.currentThread().getStackTrace()[2].getMethodName();
        return to(path).header("Authorization", "Bearer " + ISSUER.token(operator));
    }

    final HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        String requestId = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(answer.body())
                .contains("\"code\":\"" + code + "\"")
                .contains("\"type\":\"urn:govshare:problem:" + code + "\"")
                .contains("\"status\":" + status)
                .contains("\"requestId\":\"" + requestId + "\"");
    }

    /** Sends what no client would. */
    final String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
