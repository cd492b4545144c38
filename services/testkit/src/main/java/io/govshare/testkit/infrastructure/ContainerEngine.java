package io.govshare.testkit.infrastructure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The container engine that {@code DOCKER_HOST} names, or the one at the usual socket; asked over its HTTP API, with little
 * patience, before any of Testcontainers is loaded. An engine behind TLS or SSH counts as one that does not answer.
 */
final class ContainerEngine {

    private static final String USUAL = "unix:///var/run/docker.sock";
    private static final int OK = 200;

    private final String address;
    private final Duration patience;

    ContainerEngine(String address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    static ContainerEngine of(Map<String, String> environment) {
        return new ContainerEngine(environment.getOrDefault("DOCKER_HOST", USUAL), Duration.ofSeconds(5));
    }

    String address() {
        return address;
    }

    boolean answers() {
        return status("/_ping") == OK;
    }

    boolean has(String image) {
        return status("/images/" + image + "/json") == OK;
    }

    /** Whether the image's registry can be reached and has it. */
    boolean canPull(String image) {
        return status("/distribution/" + image + "/json") == OK;
    }

    /** The answer's status, or 0 without an answer in time. */
    private int status(String path) {
        return socket().map(socket -> status(socket, path)).orElse(0);
    }

    private Optional<SocketAddress> socket() {
        URI uri = uri();
        if (uri == null || uri.getScheme() == null) {
            return Optional.empty();
        }
        return switch (uri.getScheme()) {
            case "unix" -> Optional.of(UnixDomainSocketAddress.of(uri.getPath()));
            case "tcp" ->
                uri.getHost() == null || uri.getPort() < 0
                        ? Optional.empty()
                        : Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort()));
            default -> Optional.empty();
        };
    }

    private @Nullable URI uri() {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private int status(SocketAddress socket, String path) {
        FutureTask<Integer> asking = new FutureTask<>(() -> ask(socket, path));
        // A Unix socket's channel knows no time limit; interrupting its thread closes it.
        Thread.ofVirtual().name("container-engine-probe").start(asking);
        try {
            return asking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            asking.cancel(true);
            return 0;
        } catch (InterruptedException e) {
            asking.cancel(true);
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int ask(SocketAddress socket, String path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(socket)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            // HTTP/1.1 200
            ByteBuffer start = ByteBuffer.allocate(12);
            int read = 0;
            while (start.hasRemaining() && read >= 0) {
                read = channel.read(start);
            }
            String line = new String(start.array(), 0, start.position(), StandardCharsets.US_ASCII);
            return line.matches("HTTP/1\\.[01] \\d{3}") ? Integer.parseInt(line.substring(9)) : 0;
        }
    }
}
