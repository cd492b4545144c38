package io.govshare.verifier.fsck;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonFields;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.receipt.Trust;
import io.govshare.verifier.ExitStatus;
import io.govshare.verifier.Printable;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One check of one log. What was found goes to {@code out}; progress, and why there is no verdict, to {@code err}. */
public final class Fsck {
    /** The ledger reads its whole database before it answers. */
    private static final Duration DATABASE = Duration.ofMinutes(30);

    private static final Duration PROGRESS = Duration.ofSeconds(5);
    /** Seconds: a checkpoint is given out when the log's witnesses have had their time, its anchor may be there before. */
    private static final int LATE_CHECKPOINT = 10;

    private static final int MAX_FINDINGS = 1_000;

    private final PrintStream out;
    private final PrintStream err;
    private final int patience;

    public Fsck(PrintStream out, PrintStream err) {
        this(out, err, LATE_CHECKPOINT);
    }

    /** @param patience how often a head is asked for anew that does not cover what is anchored */
    Fsck(PrintStream out, PrintStream err, int patience) {
        this.out = out;
        this.err = err;
        this.patience = patience;
    }

    /**
     * @param log where the log is served, such as {@code https://example.org/api/ledger/v1}
     * @param trust whose signatures count, and where the anchors are
     * @param chain JSON-RPC of a node; without one the anchors are not asked for
     * @param token bearer token of an auditor; without one the ledger is not asked for its own check
     */
    public record Request(URI log, Trust trust, Optional<URI> chain, Optional<String> token) {}

    /** VALID when all is as it must be, NOT_VALID when something differs, UNUSABLE when there is no verdict. */
    public ExitStatus run(Request request) {
        try (Web web = new Web()) {
            ServedLog log = new ServedLog(web, request.log());
            // The rows first: a token does not last as long as a large log takes to read.
            List<Difference> stored = stored(web, log, request.token());
            List<Difference> differences = new ArrayList<>();
            served(web, log, request).ifPresent(differences::add);
            differences.addAll(stored);
            if (differences.isEmpty()) {
                out.println("CLEAN: nothing differs");
                return ExitStatus.VALID;
            }
            out.println(
                    "FIRST DIFFERENCE: " + Printable.of(differences.getFirst().text()));
            differences.stream().skip(1).forEach(more -> out.println("also: " + Printable.of(more.text())));
            return ExitStatus.NOT_VALID;
        } catch (UnusableException | ProofFormatException e) {
            err.println("No verdict: " + Printable.of(String.valueOf(e.getMessage())));
            return ExitStatus.UNUSABLE;
        }
    }

    /** What anybody can see: head, entries, tiles, and the chain. */
    private Optional<Difference> served(Web web, ServedLog log, Request request) {
        Trust.Log known;
        Iterator<KnownRoot> anchors;
        SignedNote note;
        Checkpoint head;
        try {
            String origin = Checkpoint.parse(log.checkpoint().text()).origin();
            Optional<Trust.Log> trusted = request.trust().logs().stream()
                    .filter(each -> each.origin().equals(origin))
                    .findFirst();
            if (trusted.isEmpty()) {
                return head("a log of the trust file", origin);
            }
            known = trusted.get();
            anchors = anchors(web, request, known);
            // Only now: the head has to cover whatever was anchored until here.
            note = log.checkpoint();
            head = Checkpoint.parse(note.text());
        } catch (ProofFormatException e) {
            return head("a signed note of a head", "one that cannot be read: " + e.getMessage());
        }
        if (!note.verify(known.key()) || !head.origin().equals(known.origin())) {
            return head("a signature by " + known.key(), "none that holds");
        }
        line("head", head.origin() + ", size " + head.size() + ", root " + head.root());
        Promises promises = new Promises(anchors, new KnownRoot(Difference.Kind.CHECKPOINT, head.size(), head.root()));
        TreeWalk walk = new TreeWalk(log, head.size(), promises, progress(head.size()));
        Optional<Difference> difference =
                walk.run().or(() -> promises.beyond().flatMap(anchor -> shortened(log, anchor.size())));
        if (difference.isEmpty()) {
            line("tree", head.size() + " entries and " + walk.tiles() + " tiles of hashes lead to this root");
            line(
                    "anchors",
                    request.chain().isPresent()
                            ? walk.anchors() + " on chain " + request.trust().chainId() + " hold"
                            : "not asked for: no node");
        }
        return difference;
    }

    private static Iterator<KnownRoot> anchors(Web web, Request request, Trust.Log known) {
        if (request.chain().isEmpty()) {
            return Collections.emptyIterator();
        }
        ChainAnchors chain = new ChainAnchors(
                web,
                request.chain().get(),
                request.trust().chainId(),
                request.trust().contract(),
                known.logId());
        return chain.until(chain.newestBlock());
    }

    private Optional<Difference> shortened(ServedLog log, long anchored) {
        long size = 0;
        for (int i = 0; i < patience; i++) {
            size = Checkpoint.parse(log.checkpoint().text()).size();
            if (size >= anchored) {
                return Optional.empty();
            }
            Web.pause();
        }
        return head("size " + anchored + " at least, which is anchored", "size " + size);
    }

    private static Optional<Difference> head(String expected, String found) {
        return Optional.of(new Difference(Difference.Kind.CHECKPOINT, "the signed head", expected, found));
    }

    /** What only the ledger can see: its rows. */
    private List<Difference> stored(Web web, ServedLog log, Optional<String> token) {
        if (token.isEmpty()) {
            line("database", "not asked for: no token");
            return List.of();
        }
        byte[] body = web.post(log.at("checks"), "", JsonLimits.DEFAULT.maxBytes(), DATABASE, token);
        JsonFields report = JsonFields.of(JsonReader.parseObject(body, JsonLimits.DEFAULT));
        List<Difference> differences = report.objects("findings", MAX_FINDINGS).stream()
                .map(Fsck::finding)
                .toList();
        if (differences.isEmpty()) {
            line("database", "no row differs, says the ledger, size " + report.integer("size", 0, Long.MAX_VALUE));
        }
        return differences;
    }

    private static Difference finding(JsonFields finding) {
        String leaf =
                number(finding, "leafIndex").map(index -> " at entry " + index).orElse("");
        String size = number(finding, "size").map(count -> ", size " + count).orElse("");
        return new Difference(
                Difference.Kind.DATABASE,
                finding.text("kind") + leaf + size,
                "rows as they were written",
                finding.text("detail"));
    }

    private static Optional<String> number(JsonFields finding, String name) {
        return finding.optional(name).map(JsonValue::toString);
    }

    private LongConsumer progress(long size) {
        long[] told = {System.nanoTime()};
        return entries -> {
            if (System.nanoTime() - told[0] > PROGRESS.toNanos()) {
                told[0] = System.nanoTime();
                err.printf(Locale.ROOT, "  %d of %d entries (%d %%)%n", entries, size, entries * 100 / size);
            }
        };
    }

    private void line(String what, String found) {
        out.printf(Locale.ROOT, "%-9s %s%n", what, Printable.of(found));
    }
}
