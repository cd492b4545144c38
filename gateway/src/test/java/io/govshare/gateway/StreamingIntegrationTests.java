package io.govshare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.testkit.infrastructure.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as its own process with a small heap, so that anything buffered would end it. */
class StreamingIntegrationTests {

    private static final long SIZE = 200L * 1024 * 1024;
    private static final long HALF = 2L * 1024 * 1024;
    private static final Duration ARRIVES = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static LocalIssuer issuer;
    private static LocalService service;
    private static Process gateway;
    private static int port;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        issuer = new LocalIssuer();
        service = new LocalService();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayApplication.class.getName(),
                        "--server.port=" + port,
                        "--govshare.security.issuer=" + issuer.url(),
                        "--govshare.gateway.catalog-url=" + service.url())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("gateway.log").toFile())
                .start();
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!ready()) {
            assertThat(gateway.isAlive() && System.nanoTime() < deadline)
                    .as(() -> log())
                    .isTrue();
            Thread.sleep(200);
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        gateway.destroy();
        if (!gateway.waitFor(30, TimeUnit.SECONDS)) {
            gateway.destroyForcibly();
        }
        service.close();
        issuer.close();
    }

    private static boolean ready() throws InterruptedException {
        try {
            return HTTP.send(request("/actuator/health/readiness").build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static String log() {
        try {
            return Files.readString(directory.resolve("gateway.log"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpRequest.Builder asOperator(String path) {
        return request(path).header("Authorization", "Bearer " + issuer.token("loader"));
    }

    @Test
    void uploadMuchLargerThanTheHeapPasses() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                asOperator("/api/catalog/v1/count")
                        .POST(BodyPublishers.ofInputStream(() -> new Zeros(SIZE)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(() -> log()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Long.toString(SIZE));
    }

    @Test
    void downloadMuchLargerThanTheHeapPasses() throws Exception {
        HttpResponse<InputStream> answer =
                HTTP.send(asOperator("/api/catalog/v1/large").build(), BodyHandlers.ofInputStream());

        long read = 0;
        try (InputStream body = answer.body()) {
            byte[] buffer = new byte[65536];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                read += n;
            }
        }
        assertThat(read).isEqualTo(SIZE);
    }

    @Test
    void bodyArrivesAtTheServiceWhileItIsStillBeingSent() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> answer = HTTP.sendAsync(
                asOperator("/api/catalog/v1/count")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new SequenceInputStream(new Zeros(HALF), new HeldBack(HALF, arrived))))
                        .build(),
                BodyHandlers.ofString());
        try {
            // What an earlier body has left counted is more.
            Waiting.until(
                    "a part of the first half", ARRIVES, () -> service.received() > 0 && service.received() <= HALF);
            assertThat(answer).isNotDone();
        } finally {
            arrived.countDown();
        }

        assertThat(answer.get(ARRIVES.toSeconds(), TimeUnit.SECONDS).body()).isEqualTo(Long.toString(2 * HALF));
    }

    /** So many zeros, without an array of them. */
    private static class Zeros extends InputStream {

        private long left;

        Zeros(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }

    /** Zeros of which none is there before the latch is open. */
    private static final class HeldBack extends Zeros {

        private final CountDownLatch latch;

        HeldBack(long size, CountDownLatch latch) {
            super(size);
            this.latch = latch;
        }

        @Override
        public int read() {
            await();
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            await();
            return super.read(into, offset, length);
        }

        private void await() {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while holding a body back", e);
            }
        }
    }

    @Test
    void anEventArrivesWhileTheStreamGoesOnAndItsEndReachesTheService() throws Exception {
        HttpRequest following = request("/api/catalog/v1/events")
                .header("Authorization", "Bearer " + issuer.token("follower"))
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "7-8")
                .build();
        HttpResponse<InputStream> answer =
                HTTP.sendAsync(following, BodyHandlers.ofInputStream()).get(ARRIVES.toSeconds(), TimeUnit.SECONDS);
        try (InputStream events = answer.body()) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            long before = System.nanoTime();
            byte[] first = events.readNBytes("id: 1-1\ndata: after 7-8\n\n".length());
            assertThat(first).asString().isEqualTo("id: 1-1\ndata: after 7-8\n\n");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
            assertThat(service.listeners()).isEqualTo(1);
        }
        Waiting.until(
                "the service sees that the reader has gone", Duration.ofSeconds(5), () -> service.listeners() == 0);
    }
}
