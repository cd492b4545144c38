package io.govshare.ledger.log.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import io.govshare.ledger.log.LogIdentity;
import io.govshare.ledger.log.LogProofs;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.Cosignature;
import io.govshare.proof.log.SignedNote;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The log towards a witness that others wrote. */
@EnabledIf(value = "io.govshare.ledger.log.witness.Litewitness#isInstalled", disabledReason = Litewitness.ABSENT)
class LitewitnessIntegrationTests {

    @TempDir
    private Path directory;

    private Litewitness witness;
    private TestLedger ledger;

    @BeforeEach
    void start() {
        witness = Litewitness.start(directory);
        start(builder());
    }

    @AfterEach
    void stop() {
        ledger.close();
        witness.close();
    }

    @Test
    void aLogIsCosignedFromWhenTheWitnessKnowsItAndAtEverySizeThen() {
        ledger.append(Entries.numbered(0, 5));
        TestLedger.await("publication", () -> size(published()) == 5);
        TestLedger.await("a refusal", () -> answers("refused") > 0);
        assertThat(published().cosignature(witness.key())).isEmpty();

        witness.add(identity());

        awaitCosigned(5);
        for (int size : List.of(6, 8, 255, 256, 257, 700, 5_000)) {
            ledger.append(Entries.numbered(size(published()), size));
            Cosignature cosignature = awaitCosigned(size);
            assertThat(published().verify(identity().key())).isTrue();
            assertThat(cosignature.time())
                    .isBetween(
                            Clock.systemUTC().instant().minusSeconds(60),
                            Clock.systemUTC().instant().plusSeconds(5));
            assertThat(witness.seen())
                    .isEqualTo(new Litewitness.Seen(TestLedger.ORIGIN, size, Entries.root(Entries.numbered(0, size))));
        }
        assertThat(answers("conflict")).isZero();
    }

    @Test
    void anEmptyLogIsCosigned() {
        witness.add(identity());

        awaitCosigned(0);
    }

    @Test
    void cosignaturesOutliveBothProcessesAndGoOn() {
        witness.add(identity());
        ledger.append(Entries.numbered(0, 10));
        awaitCosigned(10);
        String before = published().note();

        witness.restart();
        ledger.stop();
        start(builder().after(ledger));

        assertThat(published().note()).isEqualTo(before);
        ledger.append(Entries.numbered(10, 20));
        awaitCosigned(20);
        assertThat(answers("conflict")).isZero();
    }

    @Test
    void aLogThatDoesNotKnowWhatWasCosignedIsToldAndGoesOnFromThere() {
        ledger.stop();
        start(TestLedger.builder(directory).after(ledger));
        witness.add(identity());
        SignedCheckpoint signed = ledger.appendAndSign(Entries.numbered(0, 77));
        assertThat(ask(0, signed)).isInstanceOf(WitnessAnswer.Cosigned.class);
        assertThat(ask(0, signed)).isEqualTo(new WitnessAnswer.Conflict(77));

        ledger.stop();
        start(builder().after(ledger));
        ledger.append(Entries.numbered(77, 300));

        awaitCosigned(300);
    }

    @Test
    void anotherHistoryUnderTheSameKeyIsNotCosigned() {
        witness.add(identity());
        ledger.append(Entries.numbered(0, 77));
        awaitCosigned(77);
        Litewitness.Seen seen = witness.seen();
        ledger.close();

        start(builder());
        ledger.append(Entries.numbered(1_000, 1_040));
        TestLedger.await("publication", () -> size(published()) == 40);
        TestLedger.await("a conflict", () -> answers("conflict") > 0);
        assertThat(published().cosignature(witness.key())).isEmpty();

        SignedCheckpoint longer = ledger.appendAndSign(Entries.numbered(1_040, 1_200));
        TestLedger.await("publication", () -> size(published()) == 200);
        TestLedger.await("a refusal", () -> answers("refused") > 0);
        assertThat(published().cosignature(witness.key())).isEmpty();
        assertThat(ask(77, longer))
                .isInstanceOfSatisfying(
                        WitnessAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).contains("does not accept the consistency proof"));
        assertThat(witness.seen()).isEqualTo(seen);
    }

    private void start(TestLedger.Builder builder) {
        ledger = builder.start();
        TestLedger.await(
                "a checkpoint",
                () -> ledger.get(PublishedCheckpoints.class).newest().isPresent());
    }

    private TestLedger.Builder builder() {
        return TestLedger.builder(directory)
                .with("govshare.ledger.witnessing.pause", "20ms")
                .with("govshare.ledger.witnessing.longest-wait", "100ms")
                .with(
                        "govshare.ledger.witnessing.witnesses[0].key",
                        witness.key().text())
                .with("govshare.ledger.witnessing.witnesses[0].url", witness.url());
    }

    private LogIdentity identity() {
        return ledger.get(LogIdentity.class);
    }

    private Cosignature awaitCosigned(long size) {
        TestLedger.await(
                "a cosignature of size " + size,
                () -> size(published()) == size
                        && published().cosignature(witness.key()).isPresent());
        return published().cosignature(witness.key()).orElseThrow();
    }

    private WitnessAnswer ask(long from, SignedCheckpoint checkpoint) {
        try (WitnessClient client = new WitnessClient(Duration.ofSeconds(5))) {
            return client.addCheckpoint(
                    new WitnessProperties.Witness(witness.key().text(), witness.url()),
                    ledger.get(LogProofs.class).consistency(from, checkpoint.size()),
                    checkpoint);
        }
    }

    private double answers(String outcome) {
        return ledger.get(MeterRegistry.class)
                .counter(
                        "govshare.ledger.witness.answers",
                        "witness",
                        witness.key().name(),
                        "outcome",
                        outcome)
                .count();
    }

    private SignedNote published() {
        return SignedNote.parse(
                ledger.get(PublishedCheckpoints.class).newest().orElseThrow().note());
    }

    private static long size(SignedNote note) {
        return Checkpoint.parse(note.text()).size();
    }
}
