package io.govshare.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives evidence, of no worth, for entries that a test says are anchored; others are pending. */
public final class FakeLedger {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final Set<String> anchored = ConcurrentHashMap.newKeySet();
    private final Set<String> unbundled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private FakeLedger(HttpServer server) {
        this.server = server;
    }

    public static FakeLedger start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeLedger ledger = new FakeLedger(server);
            server.createContext("/api/ledger/v1/evidence/", exchange -> {
                try (exchange) {
                    String path = exchange.getRequestURI().getPath();
                    boolean there = ledger.anchored.contains(path.substring(path.lastIndexOf('/') + 1))
                            && isAuthorized(exchange);
                    answer(
                            exchange,
                            there ? 200 : 409,
                            there
                                    ? "{\"inclusion\":{\"leafIndex\":1,\"treeSize\":2,\"path\":[]},"
                                            + "\"checkpoint\":\"text\",\"anchor\":{\"chainId\":31337}}"
                                    : "{}");
                }
            });
            server.createContext("/api/ledger/v1/evidence", exchange -> {
                try (exchange) {
                    JsonNode entries = JSON.readTree(exchange.getRequestBody()).path("entries");
                    if (!isAuthorized(exchange)) {
                        answer(exchange, 401, "{}");
                    } else if (ledger.isTooLarge(entries)) {
                        answer(exchange, 422, "{\"code\":\"LGR-1009\"}");
                    } else {
                        ledger.waitAtGate();
                        answer(exchange, 200, ledger.bundle(entries));
                    }
                }
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return ledger;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isAuthorized(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .startsWith("Bearer ");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void waitAtGate() {
        waiting.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private boolean isTooLarge(JsonNode entries) {
        return entries.valueStream().map(JsonNode::asString).anyMatch(unbundled::contains);
    }

    private String bundle(JsonNode entries) {
        ObjectNode bundle = JSON.createObjectNode();
        ArrayNode receipts = bundle.putArray("receipts");
        ArrayNode pending = bundle.putArray("pending");
        for (JsonNode entry : entries) {
            if (anchored.contains(entry.asString())) {
                receipts.addObject()
                        .put("entry", entry.asString())
                        .put("anchor", 0)
                        .put("leafIndex", receipts.size())
                        .putArray("path")
                        .add(0);
            } else {
                pending.add(entry);
            }
        }
        ObjectNode anchor = bundle.putArray("anchors")
                .addObject()
                .put("checkpoint", "text")
                .putObject("anchor")
                .put("chainId", 31_337)
                .put("contract", "0x" + "1".repeat(40))
                .put("logId", "0x" + "2".repeat(64))
                .put("size", 2);
        anchor.putObject("block")
                .put("number", 7)
                .put("hash", "0x" + "3".repeat(64))
                .put("header", "0xc0");
        anchor.putArray("accountProof").add("0xc0");
        anchor.putArray("storageProof").add("0xc0");
        bundle.putArray("nodes").add("A".repeat(43) + "=");
        return bundle.toString();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void anchor(String entry) {
        anchored.add(entry);
    }

    /** Keeps whoever asks for a bundle waiting until the gate is opened. */
    public CountDownLatch closeGate() {
        CountDownLatch closed = new CountDownLatch(1);
        gate = closed;
        return closed;
    }

    /** How many wait at the gate. */
    public int waiting() {
        return waiting.get();
    }

    /** From now on no bundle takes the evidence of this entry. */
    public void refuseToBundle(String entry) {
        unbundled.add(entry);
    }
}
