package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Operator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * One bulk publication, sent again under the same key until it is acknowledged. The last lines are held back until
 * {@link #sendTheRest()}, so that it is certainly not over before.
 */
final class BulkPublication {

    private static final Duration PAUSE = Duration.ofMillis(500);

    // Each part on the way keeps a few kilobytes back until more come; they must not be all that is sent at once.
    private static final String LONG = "x".repeat(400);

    private final Operator publisher;
    private final UUID dataset;
    private final String key = "crash-" + UUID.randomUUID();
    private final byte[] first;
    private final byte[] rest;
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger attempts = new AtomicInteger();

    /** @param atOnce how many of the lines are not held back */
    BulkPublication(Operator publisher, UUID dataset, int lines, int atOnce) {
        this.publisher = publisher;
        this.dataset = dataset;
        this.first = lines(0, atOnce);
        this.rest = lines(atOnce, lines);
    }

    private static byte[] lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"name\":\"line " + i + ' ' + LONG + "\",\"amount\":" + i + "}\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    void sendTheRest() {
        released.countDown();
    }

    /** How many requests have been sent. */
    int attempts() {
        return attempts.get();
    }

    /** Returns the report in which the platform acknowledges all lines. */
    JsonNode complete(Duration within) {
        Instant deadline = Instant.now().plus(within);
        while (true) {
            attempts.incrementAndGet();
            try {
                Answer answer = publisher.publishesAll(dataset, body(), "application/x-ndjson", key, "keep");
                if (answer.status() == 200 && answer.json().path("complete").asBoolean(false)) {
                    return answer.json();
                }
                assertThat(answer.status()).as(answer.text()).isIn(409, 429, 500, 502, 503, 504);
            } catch (UncheckedIOException connectionLost) {
                assertThat(connectionLost).hasMessageContaining("failed");
            }
            assertThat(Instant.now()).as("recovered in time").isBefore(deadline);
            World.pause(PAUSE);
        }
    }

    private BodyPublisher body() {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(
                        () -> new SequenceInputStream(new ByteArrayInputStream(first), new HeldBack())),
                first.length + rest.length);
    }

    private final class HeldBack extends InputStream {

        private final InputStream lines = new ByteArrayInputStream(rest);

        @Override
        public int read() throws IOException {
            awaitRelease();
            return lines.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            awaitRelease();
            return lines.read(into, offset, length);
        }

        private void awaitRelease() throws IOException {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }
}
