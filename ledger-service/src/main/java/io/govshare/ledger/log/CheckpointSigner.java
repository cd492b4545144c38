package io.govshare.ledger.log;

import io.govshare.ledger.Looping;
import io.govshare.ledger.WakeableLoop;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Signs the committed head whenever it has grown, once it is proven to extend the last one signed. Only committed heads
 * are seen, so nothing is promised that a crash could take back; several processes that sign the same head give the same
 * bytes.
 */
@Component
class CheckpointSigner implements Looping {

    /** How soon growth is noticed that another process caused. */
    private static final Duration UNWOKEN = Duration.ofMillis(500);

    private final LogHeads heads;
    private final LogProofs proofs;
    private final Checkpoints checkpoints;
    private final AnchoredPast past;
    private final LogProperties properties;
    private final NoteSigner signer;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final WakeableLoop loop;

    CheckpointSigner(
            LogHeads heads,
            LogProofs proofs,
            Checkpoints checkpoints,
            AnchoredPast past,
            LogProperties properties,
            NoteSigner signer,
            ApplicationEventPublisher events,
            Clock clock) {
        this.heads = heads;
        this.proofs = proofs;
        this.checkpoints = checkpoints;
        this.past = past;
        this.properties = properties;
        this.signer = signer;
        this.events = events;
        this.clock = clock;
        this.loop = new WakeableLoop("checkpoint-signer", properties.checkpointPause(), this::signIfGrown);
    }

    @TransactionalEventListener
    void on(LogGrown grown) {
        loop.wake();
    }

    @Override
    public WakeableLoop loop() {
        return loop;
    }

    /** The empty log is signed too: whoever follows it needs something to start from. */
    Duration signIfGrown() {
        LogHead head = heads.current();
        Optional<SignedCheckpoint> newest = checkpoints.newest();
        if ((newest.isEmpty() || head.size() > newest.get().size()) && past.isThisLogs()) {
            newest.ifPresent(signed -> {
                requireOwn(signed);
                requireExtended(signed, head);
            });
            Checkpoint checkpoint = new Checkpoint(properties.origin(), head.size(), head.root());
            String note = SignedNote.sign(checkpoint, signer).note();
            if (checkpoints.store(new SignedCheckpoint(head.size(), head.root(), note, clock.instant()))) {
                events.publishEvent(new CheckpointSigned(head.size()));
            }
        }
        return UNWOKEN;
    }

    /**
     * A log has one key: readers know it by that. Two processes that began the same log at once with a file each, or one
     * whose database was exchanged, would sign it under two.
     */
    private void requireOwn(SignedCheckpoint newest) {
        if (!SignedNote.parse(newest.note()).verify(signer.verifier())) {
            throw new BrokenLogException(
                    "the checkpoint of size " + newest.size() + " is signed with another key than this process has");
        }
    }

    /**
     * A log must not sign what contradicts its word (C2SP tlog-checkpoint), whoever may have changed its rows.
     *
     * @throws BrokenLogException when the head does not extend the checkpoint
     */
    private void requireExtended(SignedCheckpoint signed, LogHead head) {
        if (signed.size() == 0) {
            return;
        }
        proofs.consistency(signed.size(), head.size())
                .defect(signed.root(), head.root())
                .ifPresent(defect -> {
                    throw new BrokenLogException("the head of size " + head.size()
                            + " does not extend the checkpoint of size " + signed.size() + ": " + defect);
                });
    }
}
