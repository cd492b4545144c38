package io.govshare.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.Jws;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.testkit.spring.TestAgencies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The part of identity-service that this service talks to: challenges, and keys that are accepted with a proof of
 * possession only and then announced. Keeps what was registered for as long as the JVM lives.
 */
public final class FakeIdentity {

    private final HttpServer server;
    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    private final Map<String, List<Map<String, Object>>> keys = new ConcurrentHashMap<>();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private volatile @Nullable TestAgencies agencies;
    private volatile boolean answering = true;

    private FakeIdentity(HttpServer server) {
        this.server = server;
    }

    public static FakeIdentity start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeIdentity identity = new FakeIdentity(server);
            server.createContext("/api/identity/v1/agencies/", identity::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return identity;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Whether it answers requests, or is out of order. */
    public void setAnswering(boolean answers) {
        answering = answers;
    }

    /** Where changes are announced from now on. */
    public void announceTo(TestAgencies announcements) {
        agencies = announcements;
    }

    public void setStatus(String code, String status) {
        if (!status.equals(statuses.put(code, status))) {
            announce(code);
        }
    }

    /** Says once more what is known of the agency. */
    public void announce(String code) {
        TestAgencies to = agencies;
        if (to != null) {
            to.announce(code, statuses.getOrDefault(code, "active"), List.copyOf(keys.getOrDefault(code, List.of())));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!answering) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            String code = path[5];
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean challenge = path[path.length - 1].equals("challenges");
            byte[] answer = challenge ? challenge(code) : register(code, parsed(body));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.length == 0 ? 400 : 201, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] challenge(String code) {
        String challenge = UUID.randomUUID().toString();
        challenges.put(code, challenge);
        return ("{\"challenge\":\"" + challenge + "\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] register(String code, JsonValue.Obj request) {
        if (!(request.members().get("jwk") instanceof JsonValue.Obj jwk)
                || !(request.members().get("proof") instanceof JsonValue.Text(String proof))) {
            return new byte[0];
        }
        Jws jws = Jws.parse(proof);
        String challenge = challenges.remove(code);
        if (!jws.verify(PublicKeys.fromJwk(jwk))
                || !new String(jws.payload(), StandardCharsets.UTF_8).equals(challenge)) {
            return new byte[0];
        }
        Map<String, Object> key = new LinkedHashMap<>();
        Map<String, String> members = new LinkedHashMap<>();
        jwk.members().forEach((name, value) -> members.put(name, ((JsonValue.Text) value).value()));
        key.put("kid", PublicKeys.thumbprint(jwk));
        key.put("jwk", members);
        key.put("status", "active");
        key.put("validFrom", "2026-01-01T00:00:00Z");
        keys.computeIfAbsent(code, _ -> new ArrayList<>()).add(key);
        announce(code);
        return "{}".getBytes(StandardCharsets.UTF_8);
    }

    private static JsonValue.Obj parsed(String body) {
        return JsonReader.parse(body) instanceof JsonValue.Obj object
                ? object
                : JsonValue.Obj.builder().build();
    }
}
