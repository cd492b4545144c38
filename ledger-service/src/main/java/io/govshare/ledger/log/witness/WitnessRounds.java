package io.govshare.ledger.log.witness;

import io.govshare.ledger.Looping;
import io.govshare.ledger.WakeableLoop;
import io.govshare.ledger.log.CheckpointSigned;
import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.LogProofs;
import io.govshare.ledger.log.SignedCheckpoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Shows the newest checkpoint to all witnesses at once and publishes it when they have answered or had their time. Does
 * not run without witnesses. Several processes may do this at once: a witness signs the same checkpoint twice, and the
 * first cosignature is kept.
 */
@Component
class WitnessRounds implements Looping {

    private static final Duration UNWOKEN = Duration.ofSeconds(1);

    private final Checkpoints checkpoints;
    private final Cosignatures cosignatures;
    private final PublishedCheckpoints published;
    private final WitnessClient client;
    private final List<WitnessContact> contacts;
    private final WakeableLoop loop;

    WitnessRounds(
            Checkpoints checkpoints,
            LogProofs proofs,
            Cosignatures cosignatures,
            PublishedCheckpoints published,
            WitnessProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.checkpoints = checkpoints;
        this.cosignatures = cosignatures;
        this.published = published;
        this.client = new WitnessClient(properties.timeout());
        this.contacts = properties.witnesses().stream()
                .map(witness -> new WitnessContact(
                        witness, client, proofs, cosignatures, properties.longestWait(), meters, clock))
                .toList();
        this.loop = new WakeableLoop("witness-rounds", properties.pause(), this::round);
        if (!contacts.isEmpty()) {
            // Without witnesses, as this log may have been run before, the newest one was given out at once.
            checkpoints.newest().ifPresent(checkpoint -> published.advance(checkpoint.size()));
        }
    }

    @EventListener
    void on(CheckpointSigned signed) {
        loop.wake();
    }

    @Override
    public WakeableLoop loop() {
        return loop;
    }

    @Override
    public boolean isAutoStartup() {
        return !contacts.isEmpty();
    }

    @Override
    public void stop() {
        loop.close();
        client.close();
    }

    private Duration round() {
        Optional<SignedCheckpoint> newest = checkpoints.newest();
        if (newest.isPresent()) {
            SignedCheckpoint checkpoint = newest.get();
            Set<String> signed = cosignatures.witnesses(checkpoint.size());
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                contacts.stream()
                        .filter(contact -> contact.isDue() && !signed.contains(contact.key()))
                        .forEach(contact -> threads.execute(() -> contact.show(checkpoint)));
            }
            published.advance(checkpoint.size());
        }
        return UNWOKEN;
    }
}
