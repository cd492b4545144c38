package io.govshare.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govshare.proof.chain.Consensus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.web3j.protocol.ObjectMapperFactory;

/**
 * A node that answers each JSON-RPC method with fixed words: errors of real nodes that are hard to provoke, and answers
 * that no honest node would give.
 */
final class ScriptedNode implements AutoCloseable {
    private static final Pattern METHOD = Pattern.compile("\"method\":\"(\\w+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;
    private volatile String whole = "";
    private volatile int status = 200;

    ScriptedNode() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        result("eth_chainId", "\"0x7a69\"");
    }

    ChainSettings settings(Duration callTimeout, int concurrency) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new ChainSettings(
                url, DevChain.CHAIN_ID, Consensus.DEVELOPMENT, Duration.ofSeconds(1), callTimeout, concurrency);
    }

    ScriptedNode result(String method, String json) {
        answers.put(method, "\"result\":" + json);
        return this;
    }

    ScriptedNode error(String method, int code, String message) {
        answers.put(
                method,
                "\"error\":"
                        + ObjectMapperFactory.getObjectMapper()
                                .writeValueAsString(Map.of("code", code, "message", message)));
        return this;
    }

    /** Says the same to everything, with this HTTP status. */
    ScriptedNode always(int withStatus, String body) {
        status = withStatus;
        whole = body;
        return this;
    }

    ScriptedNode slow(Duration by) {
        delay = by;
        return this;
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Thread.sleep(delay);
            byte[] body = (whole.isEmpty() ? respond(request) : whole).getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            running.decrementAndGet();
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String respond(String request) {
        Matcher method = METHOD.matcher(request);
        Matcher id = ID.matcher(request);
        if (!method.find() || !id.find()) {
            throw new IllegalStateException(request);
        }
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ","
                + answers.getOrDefault(method.group(1), "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}")
                + "}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
