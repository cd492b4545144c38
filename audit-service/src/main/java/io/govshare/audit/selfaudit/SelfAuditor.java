package io.govshare.audit.selfaudit;

import io.govshare.audit.AuditProblem;
import io.govshare.audit.trail.Trail;
import io.govshare.chain.ReadOnlyChain;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteKey;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.Hash;
import io.govshare.starter.ids.UuidV7;
import io.govshare.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Runs one self-audit at a time. The order of the checks is the order of trust: the log against itself and the trail,
 * then against its signed head, then against the chain, then the stored records.
 */
@Service
public class SelfAuditor {

    /** Heads compared with the chain in one run: the newest, and older ones spread over the log's life. */
    private static final int MAX_HEADS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(SelfAuditor.class);

    private final Trail trail;
    private final LogWitness witness;
    private final SelfAudits audits;
    private final Connections connections;
    private final UuidV7 ids;
    private final Clock clock;
    private final ReentrantLock running = new ReentrantLock();

    SelfAuditor(Trail trail, LogWitness witness, SelfAudits audits, Connections connections, UuidV7 ids, Clock clock) {
        this.trail = trail;
        this.witness = witness;
        this.audits = audits;
        this.connections = connections;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Runs to the end and stores the result.
     *
     * @throws ProblemException {@code AUD-2001} while another one runs
     */
    public SelfAudit run() {
        if (!running.tryLock()) {
            throw new ProblemException(AuditProblem.SELF_AUDIT_RUNNING, "Try again when it has finished.")
                    .retryAfter(Duration.ofSeconds(5));
        }
        try {
            UUID id = ids.next();
            Instant startedAt = clock.instant();
            audits.started(id, startedAt);
            Findings findings = new Findings(ids, clock);
            SelfAudit audit = check(id, startedAt, findings);
            audits.finished(audit);
            return audit;
        } finally {
            running.unlock();
        }
    }

    private SelfAudit check(UUID id, Instant startedAt, Findings findings) {
        long size = 0;
        long anchors = 0;
        PublicLog log = connections.log();
        LogRebuild rebuild = new LogRebuild(log, trail, witness, findings);
        CatalogVerification records = new CatalogVerification(connections.catalog(), findings);
        String failure = null;
        try {
            PinnedLog pinned = connections.pinnedLog();
            SignedNote note = log.checkpoint();
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            size = checkpoint.size();
            SortedMap<Long, Hash> announced = witness.heads(MAX_HEADS);
            TreeSet<Long> sizes = new TreeSet<>(announced.keySet());
            sizes.add(size);
            Map<Long, Hash> roots = rebuild.rebuild(checkpoint, sizes);
            compareCheckpoint(pinned, note, checkpoint, Optional.ofNullable(roots.get(size)), findings);
            anchors = compareAnchors(connections.chain(pinned), announced, roots, size, findings);
            records.run();
        } catch (RuntimeException e) {
            // A boundary: whatever ends a self-audit early is its result and must be seen.
            LOG.warn("self-audit {} could not be carried through", id, e);
            failure = e.toString();
        }
        return new SelfAudit(
                id,
                startedAt,
                clock.instant(),
                size,
                rebuild.entries(),
                anchors,
                records.records(),
                failure,
                findings.listed());
    }

    private static void compareCheckpoint(
            PinnedLog pinned, SignedNote note, Checkpoint checkpoint, Optional<Hash> rebuilt, Findings findings) {
        String subject = "checkpoint of size " + checkpoint.size();
        if (!checkpoint.origin().equals(pinned.origin()) || !note.verify(NoteKey.parse(pinned.noteKey()))) {
            findings.add(
                    Finding.Kind.CHECKPOINT_MISMATCH,
                    subject,
                    "It is not signed by the key that was pinned for " + pinned.origin() + ".");
        }
        rebuilt.filter(root -> !root.equals(checkpoint.root()))
                .ifPresent(root -> findings.add(
                        Finding.Kind.CHECKPOINT_MISMATCH,
                        subject,
                        "The entries give the root " + root.base64() + ", the checkpoint says "
                                + checkpoint.root().base64() + "."));
    }

    private static long compareAnchors(
            ReadOnlyChain chain,
            SortedMap<Long, Hash> announced,
            Map<Long, Hash> rebuilt,
            long logSize,
            Findings findings) {
        long compared = 0;
        for (Map.Entry<Long, Hash> head : announced.entrySet()) {
            long size = head.getKey();
            Optional<Hash> anchored = chain.anchoredRoot(size);
            compared++;
            if (size > logSize) {
                findings.add(
                        Finding.Kind.ANCHOR_MISMATCH,
                        "anchor of size " + size,
                        "The log has only " + logSize + " entries: it was cut after being anchored.");
            } else if (anchored.isEmpty()) {
                findings.add(
                        Finding.Kind.ANCHOR_MISMATCH,
                        "anchor of size " + size,
                        "The ledger announced it, the chain does not hold it.");
            } else if (!anchored.get().equals(rebuilt.getOrDefault(size, head.getValue()))) {
                findings.add(
                        Finding.Kind.ANCHOR_MISMATCH,
                        "anchor of size " + size,
                        "The chain holds the root " + anchored.get().base64() + ", the entries give "
                                + rebuilt.getOrDefault(size, head.getValue()).base64() + ".");
            }
        }
        return compared;
    }
}
