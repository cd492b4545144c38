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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.web3j.crypto.Hash;
import org.web3j.protocol.ObjectMapperFactory;

/**
 * A node with an address of its own in front of a real one: it passes everything on, but for the faults that a test
 * switches on.
 */
public final class FaultyNode implements AutoCloseable {
    private static final Pattern METHOD = Pattern.compile("\"method\":\"(\\w+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern RAW = Pattern.compile("\"params\":\\[\"(0x[0-9a-f]+)\"");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final long chainId;
    private final Map<String, UnaryOperator<String>> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private volatile URI behind;
    private volatile boolean away;
    private volatile Duration delay = Duration.ZERO;

    public FaultyNode(DevChain behind) {
        this.behind = behind.url();
        this.chainId = behind.chainId();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public ChainSettings settings() {
        return ChainSettings.of(url(), chainId, Consensus.DEVELOPMENT);
    }

    /** Hangs up on everybody. */
    public void goAway() {
        away = true;
    }

    /** Ends every fault. */
    public void recover() {
        away = false;
        delay = Duration.ZERO;
        faults.clear();
    }

    /** Answers so late. */
    public void hang(Duration by) {
        delay = by;
    }

    /** Says this, in JSON, whenever the method is asked for. */
    public void answer(String method, String result) {
        faults.put(method, request -> "\"result\":" + result);
    }

    public void refuse(String method, int code, String message) {
        String error = error(code, message);
        faults.put(method, request -> error);
    }

    private static String error(int code, String message) {
        return "\"error\":"
                + ObjectMapperFactory.getObjectMapper().writeValueAsString(Map.of("code", code, "message", message));
    }

    /** Takes transactions and keeps them to itself. */
    public void swallowTransactions() {
        faults.put("eth_sendRawTransaction", request -> "\"result\":\"" + hash(request) + "\"");
    }

    /** Passes on this transaction and refuses all others. */
    public void refuseTransactionsBut(String hash, int code, String message) {
        String error = error(code, message);
        faults.put("eth_sendRawTransaction", request -> {
            if (!hash(request).equals(hash)) {
                return error;
            }
            forward(request);
            return "\"result\":\"" + hash + "\"";
        });
    }

    private static String hash(String request) {
        Matcher raw = RAW.matcher(request);
        if (!raw.find()) {
            throw new IllegalStateException(request);
        }
        return Hash.sha3(raw.group(1));
    }

    /** Stays at the block that is the newest now, as a node does that lost its peers. */
    public void freezeHead() {
        String now = forward("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBlockByNumber\","
                + "\"params\":[\"latest\",false]}");
        String block = now.substring(now.indexOf("\"result\":"), now.lastIndexOf('}'));
        faults.put("eth_getBlockByNumber", request -> request.contains("latest") ? block : "\"result\":null");
    }

    /** Passes on to another chain, whose blocks nobody else has: whatever it says of them holds among itself. */
    public void inventBlocks(DevChain other) {
        behind = other.url();
    }

    public int asked(String method) {
        return asked.computeIfAbsent(method, ignored -> new AtomicInteger()).get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Matcher method = METHOD.matcher(request);
            Matcher id = ID.matcher(request);
            if (!method.find() || !id.find()) {
                throw new IllegalStateException(request);
            }
            asked.computeIfAbsent(method.group(1), ignored -> new AtomicInteger())
                    .incrementAndGet();
            Thread.sleep(delay);
            if (away) {
                return;
            }
            UnaryOperator<String> fault = faults.get(method.group(1));
            byte[] body = (fault == null
                            ? forward(request)
                            : "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + "," + fault.apply(request) + "}")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String forward(String request) {
        try {
            return client.send(
                            HttpRequest.newBuilder(behind)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(request))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }
}
