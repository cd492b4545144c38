package io.govshare.verifier.fsck;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.merkle.MerkleTree;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.receipt.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A log below {@code /log/} and a node at {@code /node}, which serve whatever a test has put into them. */
final class SmallLog implements AutoCloseable {
    static final String ORIGIN = "example.org/log";
    static final String CONTRACT = "0x" + "c0".repeat(20);
    static final Hash LOG_ID = Sha256.hash("log".getBytes(UTF_8));
    private static final long CHAIN_ID = 31_337;
    /** So that the anchors lie in several stretches of blocks. */
    private static final long BLOCKS_PER_ANCHOR = 4_000;

    private static final String ANCHORED = "0x" + "0a".repeat(32);

    static {
        // The server writes head and body apart; without this the second waits 40 ms for the first's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final SortedMap<Long, Hash> anchored = new TreeMap<>();
    final AtomicInteger busy = new AtomicInteger();
    volatile long chainId = CHAIN_ID;
    volatile String report = "{\"size\":0,\"findings\":[]}";

    private final MerkleTree tree = new MerkleTree();
    private final List<Hash> entries = new ArrayList<>();
    private final NoteSigner signer = signer();
    private final HttpServer server;

    SmallLog(int size, long... anchors) {
        for (int i = 0; i < size; i++) {
            Hash entry = Sha256.hash(("entry " + i).getBytes(UTF_8));
            entries.add(entry);
            tree.append(MerkleHash.leaf(entry));
        }
        for (Tile.Hashes tile : Tiles.of(size)) {
            List<Hash> hashes = new ArrayList<>();
            for (int i = 0; i < tile.width(); i++) {
                hashes.add(tree.node(tile.level() * Tile.HEIGHT, tile.index() * Tile.WIDTH + i));
            }
            files.put(tile.path(), Tiles.bytes(hashes));
            if (tile.level() == 0) {
                int first = (int) tile.index() * Tile.WIDTH;
                files.put(
                        new Tile.Entries(tile.index(), tile.width()).path(),
                        Tiles.entryBundle(entries.subList(first, first + tile.width())));
            }
        }
        for (long anchor : anchors) {
            anchored.put(anchor, root(anchor));
        }
        sign(signer, size);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/log/", this::file);
        server.createContext("/node", this::node);
        server.start();
    }

    static NoteSigner signer() {
        try {
            return new NoteSigner(
                    ORIGIN, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    void sign(NoteSigner by, long size) {
        Checkpoint head = new Checkpoint(by.verifier().name(), size, root(size));
        files.put("checkpoint", SignedNote.sign(head, by).note().getBytes(UTF_8));
    }

    NoteSigner ownSigner() {
        return signer;
    }

    Hash leafHash(int index) {
        return MerkleHash.leaf(entries.get(index));
    }

    Hash root(long size) {
        return tree.root((int) size);
    }

    Trust trust() {
        return Trust.parse(trustJson());
    }

    String trustJson() {
        return "{\"format\":\"govshare-trust/v1\",\"chainId\":" + CHAIN_ID + ",\"contract\":\"" + CONTRACT
                + "\",\"consensus\":\"development\",\"logs\":[{\"origin\":\"" + ORIGIN + "\",\"logId\":\"0x"
                + LOG_ID.hex() + "\",\"key\":\"" + signer.verifier().text()
                + "\"}],\"validators\":[],\"agencies\":[]}";
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
    }

    URI nodeUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/node");
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/log/".length());
        if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, 429, new byte[0]);
        } else if (path.equals("checks")) {
            boolean allowed =
                    "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, allowed ? 200 : 401, report.getBytes(UTF_8));
        } else {
            byte[] file = files.get(path);
            answer(exchange, file == null ? 404 : 200, file == null ? new byte[0] : file);
        }
    }

    private void node(HttpExchange exchange) throws IOException {
        JsonValue.Obj request =
                (JsonValue.Obj) JsonReader.parse(exchange.getRequestBody().readAllBytes());
        List<JsonValue> parameters = ((JsonValue.Array) request.members().get("params")).values();
        String result = switch (text(request, "method")) {
            case "eth_chainId" -> quoted(Long.toHexString(chainId));
            case "eth_blockNumber" -> quoted(Long.toHexString(anchored.size() * BLOCKS_PER_ANCHOR));
            case "eth_getStorageAt" -> storage(((JsonValue.Text) parameters.get(1)).value());
            case "eth_getLogs" -> events((JsonValue.Obj) parameters.getFirst());
            default -> "null";
        };
        answer(exchange, 200, ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + "}").getBytes(UTF_8));
    }

    private String storage(String slot) {
        return anchored.entrySet().stream()
                .filter(anchor -> slot.equals("0x"
                        + AnchorRegistryState.rootSlot(LOG_ID, anchor.getKey()).hex()))
                .map(anchor -> quoted(anchor.getValue().hex()))
                .findFirst()
                .orElse(quoted("0".repeat(64)));
    }

    private String events(JsonValue.Obj filter) {
        long from = Long.decode(text(filter, "fromBlock"));
        long to = Long.decode(text(filter, "toBlock"));
        if (to - from >= 5_000) {
            throw new AssertionError("nodes do not look through more than 5,000 blocks at once");
        }
        List<Long> sizes = List.copyOf(anchored.keySet());
        List<String> events = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            if (i * BLOCKS_PER_ANCHOR >= from && i * BLOCKS_PER_ANCHOR <= to) {
                events.add("{\"topics\":[\"" + ANCHORED + "\",\"0x" + LOG_ID.hex() + "\","
                        + quoted(String.format("%064x", sizes.get(i))) + "],\"data\":\"0x\"}");
            }
        }
        return events.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(JsonValue.Obj object, String name) {
        return ((JsonValue.Text) object.members().get(name)).value();
    }

    private static String quoted(String hex) {
        return "\"0x" + hex + "\"";
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
