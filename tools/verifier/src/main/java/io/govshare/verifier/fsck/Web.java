package io.govshare.verifier.fsck;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Requests that are patient with whoever is busy: 429 and 503 are asked again after the time they name. */
final class Web implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 10;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** The body of an answer with status 200; empty when there is no such thing. */
    Optional<byte[]> get(URI address, int maxBytes, Duration timeout) {
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(address).timeout(timeout).header("Accept", "*/*"), maxBytes);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(body(address, answer));
    }

    byte[] post(URI address, String body, int maxBytes, Duration timeout, Optional<String> token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        return body(address, send(request, maxBytes));
    }

    private static byte[] body(URI address, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new UnusableException(place(address) + " answers with status " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder builder, int maxBytes) {
        HttpRequest request = builder.build();
        try {
            for (int attempt = 1; ; attempt++) {
                HttpResponse<byte[]> answer =
                        http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
                boolean busy = answer.statusCode() == 429 || answer.statusCode() == 503;
                if (!busy || attempt == ATTEMPTS) {
                    return answer;
                }
                sleep(delay(answer));
            }
        } catch (IOException e) {
            throw new UnusableException(place(request.uri()) + " gives no answer: " + e, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static void pause() {
        sleep(PAUSE);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static UnusableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UnusableException("interrupted", e);
    }

    private static Duration delay(HttpResponse<?> answer) {
        Duration named = answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,4}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(PAUSE);
        return named.compareTo(LONGEST_PAUSE) < 0 ? named : LONGEST_PAUSE;
    }

    /** Without user info and query, which may hold credentials. */
    static String place(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + address.getPath();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
