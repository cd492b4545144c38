package io.govshare.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class GatewayIntegrationTests {

    private static final LocalIssuer ISSUER;
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

    @AfterAll
    static void stop() {
        ISSUER.close();
        SERVICE.close();
    }

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpRequest.Builder asOperator(String path) {
        String operator = Thread.currentThread().getStackTrace()[2].getMethodName();
        return to(path).header("Authorization", "Bearer " + ISSUER.token(operator));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        String requestId = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(answer.body())
                .contains("\"code\":\"" + code + "\"")
                .contains("\"type\":\"urn:govshare:problem:" + code + "\"")
                .contains("\"status\":" + status)
                .contains("\"requestId\":\"" + requestId + "\"");
    }

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
        assertThat(answer.body().lines().filter(line -> line.startsWith(name.toLowerCase(java.util.Locale.ROOT) + "=")))
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
    void serviceThatIsDownIsNamedUnavailable() throws Exception {
        HttpResponse<String> answer = send(to("/api/ledger/v1/checkpoint"));

        assertProblem(answer, 503, "GTW-3001");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void serviceThatBreaksOffIsABadGateway() throws Exception {
        assertProblem(send(asOperator("/api/catalog/v1/broken")), 502, "GTW-3002");
    }

    @Test
    void serviceThatIsTooSlowTimesOut() throws Exception {
        assertProblem(send(asOperator("/api/catalog/v1/slow")), 504, "GTW-3003");
    }

    @Test
    void answerThatBreaksOffHalfwayIsSeenAsBroken() {
        assertThatThrownBy(() -> send(asOperator("/api/catalog/v1/half"))).isInstanceOf(IOException.class);
    }

    @Test
    void problemOfAServicePassesUnchangedAndIsNotRepeated() throws Exception {
        HttpResponse<String> answer = send(asOperator("/api/catalog/v1/unavailable"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.body()).isEqualTo("{\"code\":\"CAT-9\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/unknown/v1/x", "/api"})
    void unknownApiIsNotFound(String path) throws Exception {
        assertThat(send(asOperator(path)).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/actuator/env", "/actuator", "/swagger-ui/index.html"})
    void unknownPageIsNotFound(String path) throws Exception {
        assertProblem(send(to(path)), 404, "GTW-2001");
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

    @Test
    void loginThatIsNotConfiguredIsNotFound() throws Exception {
        assertProblem(send(to("/oauth2/authorization/x")), 404, "GTW-2001");
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
    void startPageReferenceAndHealthNeedNoLogin() throws Exception {
        assertThat(send(to("/")).body()).contains("/audit/").contains("/docs");
        assertThat(send(to("/actuator/health/readiness")).body()).contains("UP");
        assertThat(send(to("/docs")).body()).contains("/docs/ui/swagger-ui-bundle.js");
        assertThat(send(to("/docs/ui/swagger-ui-bundle.js")).statusCode()).isEqualTo(200);
        assertThat(send(to("/docs/reference.js")).statusCode()).isEqualTo(200);
        assertThat(send(to("/docs/services.json")).body())
                .contains(
                        "/docs/openapi/identity",
                        "/docs/openapi/catalog",
                        "/docs/openapi/ledger",
                        "/docs/openapi/audit");
    }

    @Test
    void verifierPageNeedsNoLoginAndKeepsItsOwnPolicy() throws Exception {
        HttpResponse<String> page = send(asOperator("/verify"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).startsWith("GET /verify").doesNotContain("cookie=");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; script-src 'sha256-x'");
        assertThat(send(to("/verify")).statusCode()).isEqualTo(200);
    }

    @Test
    void referenceShowsADescriptionWithThePublicAddress() throws Exception {
        assertThat(send(to("/docs/openapi/catalog")).body())
                .contains("\"servers\":[{\"url\":\"/\"}]")
                .doesNotContain("internal");
        assertProblem(send(to("/docs/openapi/ledger")), 503, "GTW-3001");
        assertProblem(send(to("/docs/openapi/nothing")), 404, "GTW-2001");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
