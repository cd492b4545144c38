package io.govshare.starter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.starter.Http;
import io.govshare.starter.TestApplication;
import io.govshare.testkit.spring.GovShareIntegrationTest;
import io.govshare.testkit.token.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@GovShareIntegrationTest(classes = TestApplication.class)
class ProblemIntegrationTests {

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    private Http http;
    private String bearer;

    @BeforeEach
    void connect() {
        http = new Http(port);
        bearer = "Bearer " + tokens.person("ann", "citizen");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `{"title":"a","amount":1,"pieces":1`            | well-formed   |
            `{"title":"a","title":"b","amount":1,"pieces":1}` | well-formed   |
            `{"title":"a","amount":1,"pieces":1} x`         | well-formed   |
            `{"title":"a","amount":1,"pieces":1,"more":2}`  | 'more'        | more
            `{"title":"a","amount":"x","pieces":1}`         | 'amount'      | amount
            `{"title":"a","amount":1,"pieces":"1"}`         | 'pieces'      | pieces
            `{"title":"a","amount":1,"pieces":1.5}`         | 'pieces'      | pieces
            `{"title":"a","amount":1,"pieces":null}`        | 'pieces'      | pieces
            `{"title":{},"amount":1,"pieces":1}`            | 'title'       | title
            `[]`                                            | expected form |
            ``                                              | missing       |
            """)
    void bodyThatCannotBeReadSaysWhere(String body, String detail, String field) throws Exception {
        Map<String, Object> problem =
                problem(post("/purchases", body == null ? "" : body, "application/json"), 400, "REQ-1001");

        assertThat(problem.get("detail").toString())
                .contains(detail)
                .doesNotContain("io.govshare", "Exception", "[Source", "StreamRead");
        assertThat(problem.get("field")).isEqualTo(field);
    }

    @Test
    void deeplyNestedBodyIsRefused() throws Exception {
        problem(post("/purchases", "[".repeat(100_000), "application/json"), 400, "REQ-1001");
    }

    @Test
    void amountsKeepEveryDigit() throws Exception {
        String amount = "12345678901234567890.123456789012345678900";

        assertThat(post("/purchases", "{\"title\":\"a\",\"amount\":" + amount + ",\"pieces\":1}", "application/json")
                        .body())
                .contains(amount);
    }

    @Test
    void invalidFieldIsNamed() throws Exception {
        Map<String, Object> problem = problem(
                post("/purchases", "{\"title\":\" \",\"amount\":1,\"pieces\":1}", "application/json"), 400, "REQ-1002");

        assertThat(problem).containsEntry("field", "title").containsKey("errors");
    }

    @Test
    void parametersAreNamed() throws Exception {
        assertThat(problem(get("/pages"), 400, "REQ-1003")).containsEntry("parameter", "limit");
        for (String limit : List.of("many", "99999999999", "1.5")) {
            assertThat(problem(get("/pages?limit=" + limit), 400, "REQ-1003"))
                    .containsEntry("parameter", "limit")
                    .containsEntry("detail", "The parameter 'limit' must be a whole number of at most 2147483647");
        }
        assertThat(problem(get("/pages?limit=101"), 400, "REQ-1003")).containsEntry("parameter", "limit");
    }

    @Test
    void aQueryThatTheContainerCannotReadIsTheCallersMistake() throws Exception {
        problem(get("/pages?limit=%ff"), 400, "REQ-1003");
        problem(get("/pages?limit=1" + "&a=b".repeat(300)), 400, "REQ-1003");
    }

    @Test
    void unknownPathsMethodsAndMediaTypesAreProblems() throws Exception {
        problem(get("/nothing/here"), 404, "REQ-1005");
        HttpResponse<String> method = post("/me", "", "application/json");
        problem(method, 405, "REQ-1006");
        assertThat(method.headers().firstValue("Allow")).contains("GET");
        problem(post("/purchases", "<a/>", "application/xml"), 415, "REQ-1009");
        problem(http.get("/me", "Authorization", bearer, "Accept", "image/png"), 406, "REQ-1007");
    }

    @Test
    void bodyThatIsTooLargeIsRefusedWithOrWithoutItsLength() throws Exception {
        problem(post("/small", "x".repeat(101), "text/plain"), 413, "REQ-1008");
        assertThat(post("/small", "x".repeat(100), "text/plain").statusCode()).isEqualTo(200);

        HttpResponse<String> chunked =
                http.send(http.request("/small", "Authorization", bearer, "Content-Type", "text/plain")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10_000]))));
        assertThat(problem(chunked, 413, "REQ-1008")).containsEntry("detail", "The body is larger than 100 bytes");

        assertThat(problem(post("/purchases", "x".repeat(3 * 1024 * 1024), "application/json"), 413, "REQ-1008"))
                .containsEntry("detail", "The body is larger than 2097152 bytes");
    }

    @ParameterizedTest
    @CsvSource({"/small, text/plain", "/purchases, application/json"})
    void aBodyInBrokenChunksIsTheCallersMistake(String path, String type) throws Exception {
        String answer = raw("POST " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: " + bearer + "\r\nContent-Type: "
                + type + "\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }

    @Test
    void unexpectedFailureKeepsItsInsides() throws Exception {
        HttpResponse<String> answer = get("/broken");

        problem(answer, 500, "SYS-1001");
        assertThat(answer.body()).doesNotContain("secret", "IllegalState", "at io.");
    }

    @Test
    void passingFailureAsksToComeBack() throws Exception {
        HttpResponse<String> away = get("/database-away");
        problem(away, 503, "SYS-1002");
        assertThat(away.body()).doesNotContain("jdbc");
        assertThat(away.headers().firstValue("Retry-After")).contains("2");

        HttpResponse<String> busy = get("/busy");
        assertThat(problem(busy, 503, "SYS-1002")).containsEntry("queue", 7).containsEntry("detail", "Come back later");
        assertThat(busy.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void pathThatTheFirewallRefusesIsAProblem() throws Exception {
        problem(get("/me//x"), 400, "REQ-1004");
    }

    @Test
    void requestThatTomcatCannotReadIsAProblemAndTheNextOneWorks() throws Exception {
        assertThat(raw("GET /a|b<> HTTP/1.1\r\nHost: x\r\n\r\n")).contains(" 400 ", "application/problem+json");
        assertThat(raw("GET /me HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(40_000) + "\r\n\r\n"))
                .contains(" 400 ", "application/problem+json");
        assertThat(get("/me").statusCode()).isEqualTo(200);
    }

    @Test
    void requestIdIsTakenFromTheCallerIfWellFormed() throws Exception {
        assertThat(id(http.get("/open/x", "X-Request-Id", "caller-0001"))).isEqualTo("caller-0001");
        assertThat(id(http.get("/open/x", "X-Request-Id", "short"))).hasSize(36);
        assertThat(id(http.get("/open/x", "X-Request-Id", "bad id; DROP TABLE")))
                .hasSize(36);
        assertThat(id(http.get("/open/x")))
                .hasSize(36)
                .satisfies(id -> assertThat(id.charAt(14)).isEqualTo('7'));
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.get(path, "Authorization", bearer);
    }

    private HttpResponse<String> post(String path, String body, String type) throws Exception {
        return http.post(path, body, "Authorization", bearer, "Content-Type", type);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            byte[] answer = new byte[2_000];
            int length = socket.getInputStream().readNBytes(answer, 0, 100);
            length += Math.max(0, socket.getInputStream().read(answer, length, answer.length - length));
            return new String(answer, 0, length, StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Object> problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        Map<String, Object> problem = Http.members(answer);
        assertThat(problem)
                .containsEntry("type", "urn:govshare:problem:" + code)
                .containsEntry("code", code)
                .containsEntry("status", status)
                .containsKeys("title", "detail", "requestId", "instance");
        return problem;
    }
}
