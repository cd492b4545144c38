package io.govshare.catalog;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Gives evidence, of no worth, for entries that a test says are anchored; others are pending. */
public final class FakeLedger {

    private final HttpServer server;
    private final Set<String> anchored = ConcurrentHashMap.newKeySet();

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
                            && String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                                    .startsWith("Bearer ");
                    byte[] body = (there
                                    ? "{\"inclusion\":{\"leafIndex\":1,\"treeSize\":2,\"path\":[]},"
                                            + "\"checkpoint\":\"text\",\"anchor\":{\"chainId\":31337}}"
                                    : "{}")
                            .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(there ? 200 : 409, body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return ledger;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void anchor(String entry) {
        anchored.add(entry);
    }
}
