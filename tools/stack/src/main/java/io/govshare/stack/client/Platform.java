package io.govshare.stack.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The gateway of a running GovShare and the login beside it. Safe for use by several threads.
 *
 * <p>Operators log in by the resource owner password grant of the client {@code govshare-cli}, which exists in the
 * realm of a local stack only.
 */
public final class Platform {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LOGIN = Duration.ofSeconds(30);
    private static final int LOGIN_ATTEMPTS = 30;

    private final URI gateway;
    private final URI issuer;
    private final String password;
    private final HttpClient http;

    /**
     * @param gateway address of the gateway, without a path
     * @param issuer issuer of the tokens, such as {@code http://127.0.0.1:8180/realms/govshare}
     * @param password password of the demo logins
     */
    public Platform(URI gateway, URI issuer, String password) {
        this.gateway = gateway;
        this.issuer = issuer;
        this.password = password;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    public URI gateway() {
        return gateway;
    }

    /** Somebody who is logged in as this user, such as {@code tax-publisher}; the token is renewed as needed. */
    public Operator operator(String user) {
        return new Operator(this, user);
    }

    /** Anybody: requests without a token. */
    public Answer anonymously(String path) {
        return send(HttpRequest.newBuilder(gateway.resolve(path)).timeout(LOGIN).build());
    }

    Token login(String user) {
        String form = Map.of(
                        "grant_type", "password", "client_id", "govshare-cli", "username", user, "password", password)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .timeout(LOGIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        Answer answer = send(request);
        // The login server needs a moment to notice that its database was restarted.
        for (int attempt = 1; answer.status() >= 500 && attempt < LOGIN_ATTEMPTS; attempt++) {
            pause();
            answer = send(request);
        }
        answer.expect(200);
        long validNanos =
                Duration.ofSeconds(answer.json().path("expires_in").asLong(60)).toNanos();
        return new Token(answer.json().path("access_token").asString(), System.nanoTime() + validNanos * 4 / 5);
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while logging in", e));
        }
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    request.method() + " " + request.uri(), response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while waiting for " + request.uri(), e));
        }
    }

    record Token(String value, long renewAtNanos) {}
}
