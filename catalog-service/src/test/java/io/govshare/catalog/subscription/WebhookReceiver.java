package io.govshare.catalog.subscription;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subscribers' servers; each path is one, behaving as its test wants. */
final class WebhookReceiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentHashMap<String, Inbox> inboxes = new ConcurrentHashMap<>();

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    record Received(Headers headers, byte[] body, long at) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        UUID record() {
            return UUID.fromString(json().path("record").asString());
        }

        int version() {
            return json().path("version").asInt();
        }

        String header(String name) {
            String value = headers.getFirst(name);
            return value == null ? "" : value;
        }
    }

    /** How a subscriber answers. */
    @FunctionalInterface
    interface Behaviour {

        void answer(HttpExchange exchange, Received received) throws IOException;
    }

    final class Inbox {

        private final String path;
        private final List<Received> received = new CopyOnWriteArrayList<>();
        private volatile Behaviour behaviour;

        private Inbox(String path, Behaviour behaviour) {
            this.path = path;
            this.behaviour = behaviour;
        }

        String address() {
            return "http://localhost:" + server.getAddress().getPort() + path;
        }

        List<Received> received() {
            return List.copyOf(received);
        }

        void behave(Behaviour next) {
            behaviour = next;
        }
    }

    Inbox inbox(Behaviour behaviour) {
        String path = "/" + UUID.randomUUID() + "/in";
        Inbox inbox = new Inbox(path, behaviour);
        inboxes.put(path, inbox);
        return inbox;
    }

    static Behaviour status(int status) {
        return (exchange, _) -> exchange.sendResponseHeaders(status, -1);
    }

    static Behaviour redirecting(String location) {
        return (exchange, _) -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(308, -1);
        };
    }

    static Behaviour slow(Duration time) {
        return (exchange, _) -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
        };
    }

    static Behaviour huge() {
        return (exchange, _) -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                byte[] block = new byte[64 * 1024];
                for (int i = 0; i < 100_000; i++) {
                    body.write(block);
                }
            }
        };
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            Inbox inbox = inboxes.get(exchange.getRequestURI().getPath());
            if (inbox == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            Received received = new Received(
                    exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes(), System.nanoTime());
            inbox.received.add(received);
            inbox.behaviour.answer(exchange, received);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
