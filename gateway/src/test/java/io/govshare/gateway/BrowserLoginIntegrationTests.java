package io.govshare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BrowserLoginIntegrationTests {

    private static final LocalIssuer ISSUER;
    private static final LocalService AUDIT;

    static {
        try {
            ISSUER = new LocalIssuer();
            AUDIT = new LocalService();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("govshare.security.issuer", ISSUER::url);
        registry.add("govshare.gateway.audit-url", AUDIT::url);
        registry.add("govshare.gateway.login.client-secret", () -> "secret");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
        AUDIT.close();
    }

    @LocalServerPort
    private int port;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private HttpRequest.Builder page(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/html,application/xhtml+xml");
    }

    private HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return send(page(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private void logIn() throws Exception {
        assertThat(location(open("/audit/records?x=1"))).endsWith("/oauth2/authorization/govshare");
        Map<String, String> asked = query(location(open("/oauth2/authorization/govshare")));
        assertThat(asked).containsEntry("code_challenge_method", "S256").containsEntry("client_id", "govshare-web");
        assertThat(asked.get("redirect_uri")).endsWith("/login/oauth2/code/govshare");
        ISSUER.expect("code-1", new LocalIssuer.Login(asked.get("nonce"), asked.get("code_challenge")));
        String state = java.net.URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8);
        assertThat(location(open("/login/oauth2/code/govshare?code=code-1&state=" + state)))
                .endsWith("/audit/records?x=1");
    }

    private static Map<String, String> query(String url) {
        Map<String, String> query = new HashMap<>();
        for (String pair : URI.create(url).getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pageAsksForLoginAndThenCarriesTheTokenToTheService() throws Exception {
        logIn();

        HttpResponse<String> answer = send(page("/audit/records").header("Authorization", "Bearer forged"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("authorization=Bearer ey")
                .doesNotContain("forged")
                .doesNotContain("cookie=");
        assertThat(open("/").body()).contains("Logged in as <b>auditor</b>");
    }

    @Test
    void sessionCookieIsOutOfReachOfScriptsAndOtherSites() throws Exception {
        HttpResponse<String> answer = open("/oauth2/authorization/govshare");

        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("GOVSHARE_SESSION=")
                        .contains("HttpOnly")
                        .contains("SameSite=Lax"));
    }

    @Test
    void scriptWithoutSessionGetsAProblemInsteadOfALoginPage() throws Exception {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/audit/live"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("GTW-1001");
    }

    @Test
    void postWithinASessionNeedsTheCrossSiteToken() throws Exception {
        logIn();
        open("/audit/records");

        HttpResponse<String> forged = send(page("/audit/checks").POST(BodyPublishers.ofString("{}")));
        HttpResponse<String> own = send(page("/audit/checks")
                .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                .POST(BodyPublishers.ofString("{}")));

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("GTW-1002");
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(own.body()).startsWith("POST /audit/checks");
    }

    @Test
    void loggingOutEndsTheSessionHereAndAtTheIssuer() throws Exception {
        logIn();
        open("/");

        HttpResponse<String> out = send(
                page("/logout").header("X-XSRF-TOKEN", cookie("XSRF-TOKEN")).POST(BodyPublishers.noBody()));

        assertThat(location(out)).startsWith(ISSUER.url() + "/logout?id_token_hint=");
        assertThat(location(open("/audit/"))).endsWith("/oauth2/authorization/govshare");
    }

    @Test
    void theButtonOfTheStartPageLogsOut() throws Exception {
        logIn();
        Matcher hidden = Pattern.compile("name=\"(\\w+)\" value=\"([\\w-]+)\"")
                .matcher(open("/").body());
        assertThat(hidden.find()).isTrue();

        HttpResponse<String> out = send(page("/logout")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(hidden.group(1) + "=" + hidden.group(2))));

        assertThat(location(out)).startsWith(ISSUER.url() + "/logout?id_token_hint=");
    }

    @Test
    void codeThatTheIssuerDoesNotKnowIsAProblem() throws Exception {
        open("/audit/");
        Map<String, String> asked = query(location(open("/oauth2/authorization/govshare")));
        String state = java.net.URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8);

        HttpResponse<String> answer = open("/login/oauth2/code/govshare?code=wrong&state=" + state);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("GTW-1001");
    }
}
