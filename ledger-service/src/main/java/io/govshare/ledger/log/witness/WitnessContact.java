package io.govshare.ledger.log.witness;

import io.govshare.ledger.log.LogProofs;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.proof.log.WitnessKey;
import io.govshare.proof.merkle.ConsistencyProof;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One witness and how it answers. A failure leaves it alone for a while, twice as long after each further one. */
final class WitnessContact {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessContact.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final WitnessProperties.Witness witness;
    private final WitnessKey key;
    private final WitnessClient client;
    private final LogProofs proofs;
    private final Cosignatures cosignatures;
    private final Duration longestWait;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile Instant due = Instant.MIN;
    private volatile Duration wait = Duration.ZERO;

    WitnessContact(
            WitnessProperties.Witness witness,
            WitnessClient client,
            LogProofs proofs,
            Cosignatures cosignatures,
            Duration longestWait,
            MeterRegistry meters,
            Clock clock) {
        this.witness = witness;
        this.key = witness.parsedKey();
        this.client = client;
        this.proofs = proofs;
        this.cosignatures = cosignatures;
        this.longestWait = longestWait;
        this.meters = meters;
        this.clock = clock;
    }

    String key() {
        return key.text();
    }

    boolean isDue() {
        return !clock.instant().isBefore(due);
    }

    /** Asks for a cosignature and keeps it. Whatever goes wrong concerns this witness only. */
    void show(SignedCheckpoint checkpoint) {
        try {
            WitnessAnswer answer = ask(checkpoint, cosignatures.newestSize(key));
            // Somebody else has shown it another one, or our memory is older than its.
            if (answer instanceof WitnessAnswer.Conflict(long size) && size <= checkpoint.size()) {
                answer = ask(checkpoint, size);
            }
            take(checkpoint, answer);
        } catch (RuntimeException e) {
            fails("failed", e.toString());
        }
    }

    private WitnessAnswer ask(SignedCheckpoint checkpoint, long from) {
        ConsistencyProof proof = proofs.consistency(Math.min(from, checkpoint.size()), checkpoint.size());
        return client.addCheckpoint(witness, proof, checkpoint);
    }

    private void take(SignedCheckpoint checkpoint, WitnessAnswer answer) {
        switch (answer) {
            case WitnessAnswer.Cosigned(var cosignature) -> {
                cosignatures.store(checkpoint.size(), key, cosignature);
                count("cosigned");
                if (!wait.isZero()) {
                    LOG.info("Witness {} cosigns again", key.name());
                }
                wait = Duration.ZERO;
                due = Instant.MIN;
            }
            // Ahead of us it may be because of another process; if that lasts, this log has been set back.
            case WitnessAnswer.Conflict(long size) ->
                fails("conflict", "it has cosigned size " + size + ", here the newest is " + checkpoint.size());
            case WitnessAnswer.Refused(String reason) -> fails("refused", reason);
            case WitnessAnswer.Unreachable(String reason) -> fails("unreachable", reason);
        }
    }

    private void fails(String outcome, String reason) {
        count(outcome);
        if (wait.isZero()) {
            LOG.warn("Witness {} does not cosign ({}): {}", key.name(), outcome, reason);
        }
        Duration next = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
        wait = next.compareTo(longestWait) < 0 ? next : longestWait;
        due = clock.instant().plus(wait);
    }

    private void count(String outcome) {
        meters.counter("govshare.ledger.witness.answers", "witness", key.name(), "outcome", outcome)
                .increment();
    }
}
