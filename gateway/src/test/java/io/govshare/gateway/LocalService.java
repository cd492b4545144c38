package io.govshare.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A real HTTP server behind the gateway; the last part of the path says what it does. */
final class LocalService implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong listeners = new AtomicLong();

    LocalService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Bytes of the body that was read last. */
    long received() {
        return received.get();
    }

    /** Streams of events that are open. */
    long listeners() {
        return listeners.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "api-docs" -> text(exchange, 200, """
                    {"openapi":"3.1.0","info":{"title":"t","version":"1"},"servers":[{"url":"http://internal:1"}]}""");
            case "created" -> {
                exchange.getResponseHeaders().set("Location", url() + "/api/catalog/v1/records/7");
                exchange.getResponseHeaders().set("Set-Cookie", "inner=1");
                exchange.getResponseHeaders().set("X-Powered-By", "inner");
                text(exchange, 201, "{}");
            }
            case "count" -> {
                received.set(0);
                try (InputStream body = exchange.getRequestBody()) {
                    byte[] buffer = new byte[65536];
                    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                        received.addAndGet(n);
                    }
                }
                text(exchange, 200, Long.toString(received.get()));
            }
            case "mirror" -> {
                String type = exchange.getRequestHeaders().getFirst("Content-Type");
                exchange.getResponseHeaders().set("Content-Type", type == null ? "none/none" : type);
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            }
            case "large" -> {
                exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
                exchange.sendResponseHeaders(200, 0);
                byte[] block = new byte[1024 * 1024];
                try (OutputStream body = exchange.getResponseBody()) {
                    for (int i = 0; i < 200; i++) {
                        body.write(block);
                    }
                }
            }
            case "events" -> events(exchange);
            case "half" -> {
                exchange.sendResponseHeaders(200, 100_000);
                exchange.getResponseBody().write(new byte[50_000]);
                exchange.close();
            }
            case "broken" -> exchange.close();
            case "slow" -> sleepThen(exchange);
            case "verify" -> {
                exchange.getResponseHeaders()
                        .set("Content-Security-Policy", "default-src 'none'; script-src 'sha256-x'");
                text(exchange, 200, headers(exchange));
            }
            case "unavailable" -> {
                exchange.getResponseHeaders().set("Retry-After", "7");
                text(exchange, 503, "{\"code\":\"CAT-9\"}");
            }
            default -> text(exchange, 200, headers(exchange));
        }
    }

    /** Events without end, as long as somebody listens: one at once, then heartbeats. */
    private void events(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
        exchange.sendResponseHeaders(200, 0);
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        listeners.incrementAndGet();
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(("id: 1-1\ndata: after " + last + "\n\n").getBytes(StandardCharsets.UTF_8));
            body.flush();
            for (int i = 0; i < 200; i++) {
                Thread.sleep(100);
                body.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.decrementAndGet();
        }
    }

    private static void sleepThen(HttpExchange exchange) throws IOException {
        try {
            Thread.sleep(3000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        text(exchange, 200, "late");
    }

    private static String headers(HttpExchange exchange) {
        Map<String, String> lines = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> lines.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n"
                + lines.entrySet().stream()
                        .map(line -> line.getKey() + "=" + line.getValue())
                        .collect(Collectors.joining("\n"));
    }

    private static void text(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
