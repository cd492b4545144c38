package io.govshare.ledger.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteKey;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.TestWitness;
import io.govshare.proof.merkle.ConsistencyProof;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A witness that does what C2SP tlog-witness says, for one log. */
final class SmallWitness implements AutoCloseable {

    private final TestWitness signer;
    private final HttpServer server;
    private final int port;
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    private volatile NoteKey trusted;
    private volatile Checkpoint last;
    /** Lines that stand before the witness's own. */
    private volatile String others = "";

    /** Whether it signs the whole note and separates its line from it, instead of the note's text. */
    private volatile boolean wholeNote;

    private volatile boolean silent;

    SmallWitness(String name, TestWitness.Algorithm algorithm) {
        this.signer = new TestWitness(name, algorithm);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/w/add-checkpoint", this::serve);
        server.start();
    }

    /** Requests wait until this is known. */
    void trust(NoteKey log) {
        trusted = log;
    }

    void silent(boolean hangs) {
        silent = hangs;
    }

    void answersBefore(String lines) {
        others = lines;
    }

    void signsTheWholeNote() {
        wholeNote = true;
    }

    TestWitness signer() {
        return signer;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/w");
    }

    /** As if it had cosigned this for somebody else. */
    synchronized void saw(Checkpoint checkpoint) {
        last = checkpoint;
    }

    synchronized Checkpoint last() {
        return last;
    }

    List<Integer> statuses() {
        return statuses;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            while (trusted == null) {
                Thread.sleep(5);
            }
            if (silent) {
                // The headers come, the rest never does.
                exchange.sendResponseHeaders(200, 1_000);
                Thread.sleep(60_000);
            }
            Reply reply = exchange.getRequestMethod().equals("POST") ? add(body) : new Reply(405, "", null);
            if (reply.type() != null) {
                exchange.getResponseHeaders().set("Content-Type", reply.type());
            }
            byte[] bytes = reply.body().getBytes(UTF_8);
            statuses.add(reply.status());
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Reply(int status, String body, String type) {}

    private synchronized Reply add(String body) {
        int split = body.indexOf("\n\n");
        List<String> head = body.substring(0, split).lines().toList();
        SignedNote note = SignedNote.parse(body.substring(split + 2));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (!checkpoint.origin().equals(trusted.name())) {
            return new Reply(404, "", null);
        }
        if (!note.verify(trusted)) {
            return new Reply(403, "", null);
        }
        if (!head.getFirst().matches("old (0|[1-9][0-9]*)") || head.size() > 64) {
            return new Reply(400, "", null);
        }
        long old = Long.parseLong(head.getFirst().substring(4));
        if (old > checkpoint.size()) {
            return new Reply(400, "", null);
        }
        long known = last == null ? 0 : last.size();
        if (old != known) {
            return new Reply(409, known + "\n", "text/x.tlog.size");
        }
        List<Hash> path = head.stream().skip(1).map(Hash::fromBase64).toList();
        if (!holds(new ConsistencyProof(old, checkpoint.size(), path), checkpoint)) {
            return new Reply(422, "", null);
        }
        last = checkpoint;
        Instant now = Clock.systemUTC().instant();
        return new Reply(
                200,
                wholeNote ? "\n" + signer.cosign(note.note(), now) : others + signer.cosign(checkpoint, now),
                null);
    }

    private boolean holds(ConsistencyProof proof, Checkpoint checkpoint) {
        if (checkpoint.size() == 0) {
            return proof.path().isEmpty() && checkpoint.root().equals(MerkleHash.EMPTY_ROOT);
        }
        return proof.fromSize() == 0 ? proof.path().isEmpty() : proof.verify(last.root(), checkpoint.root());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
