package io.govshare.ledger.log.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import io.govshare.ledger.log.LogIdentity;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.TestWitness;
import io.govshare.proof.log.WitnessKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log towards witnesses that follow C2SP tlog-witness, or do not. */
class WitnessIntegrationTests {

    @TempDir
    private Path directory;

    private final SmallWitness first = new SmallWitness("witness.example/w1", TestWitness.Algorithm.ED25519);
    private final SmallWitness second = new SmallWitness("witness.example/w2", TestWitness.Algorithm.ML_DSA_44);
    private TestLedger ledger;

    @AfterEach
    void stop() {
        if (ledger != null) {
            ledger.close();
        }
        first.close();
        second.close();
    }

    @Test
    void checkpointsAreGivenOutWithTheCosignaturesOfAllWitnesses() {
        start(first, second);

        for (int size : List.of(1, 3, 300, 700)) {
            ledger.append(Entries.numbered(0, size));
            awaitCosigned(size, first, second);
            SignedNote note = published();
            assertThat(note.verify(ledger.get(LogIdentity.class).key())).isTrue();
            assertThat(Checkpoint.parse(note.text()).root()).isEqualTo(Entries.root(Entries.numbered(0, size)));
            assertThat(note.cosignature(first.signer().key()).orElseThrow().time())
                    .isAfter(Clock.systemUTC().instant().minusSeconds(60));
        }
        // One conflict at most, at the first meeting: from then on each proof began where the witness was.
        assertThat(first.statuses()).containsOnly(200);
    }

    @Test
    void aWitnessThatIsElsewhereSaysWhereAndIsServedFromThere() {
        start();
        SignedCheckpoint seen = ledger.appendAndSign(Entries.numbered(0, 77));
        first.saw(new Checkpoint(TestLedger.ORIGIN, seen.size(), seen.root()));
        restart(first);
        ledger.append(Entries.numbered(77, 400));

        awaitCosigned(400, first);
        assertThat(first.statuses()).startsWith(409, 200);
    }

    @Test
    void aWitnessThatSawAnotherHistoryDoesNotCosign() {
        start();
        ledger.appendAndSign(Entries.numbered(0, 40));
        first.saw(new Checkpoint(TestLedger.ORIGIN, 40, Entries.root(Entries.numbered(1, 41))));
        restart(first);
        ledger.append(Entries.numbered(40, 50));

        TestLedger.await("a refusal", () -> first.statuses().contains(422));
        TestLedger.await("publication", () -> size(published()) == 50);
        assertThat(published().cosignature(first.signer().key())).isEmpty();
        assertThat(first.last().size()).isEqualTo(40);
    }

    @Test
    void aWitnessThatIsAheadOfTheLogDoesNotCosign() {
        start();
        ledger.appendAndSign(Entries.numbered(0, 40));
        first.saw(new Checkpoint(TestLedger.ORIGIN, 41, Entries.root(Entries.numbered(0, 41))));
        restart(first);

        TestLedger.await("a conflict", () -> first.statuses().contains(409));
        assertThat(published().cosignature(first.signer().key())).isEmpty();
        ledger.append(Entries.numbered(40, 45));
        awaitCosigned(45, first);
    }

    @Test
    void witnessesOutOfReachDelayNothingAndAreAskedAgain() {
        second.silent(true);
        SmallWitness down = new SmallWitness("witness.example/down", TestWitness.Algorithm.ED25519);
        down.close();
        start(first, second, down);

        Instant begin = Clock.systemUTC().instant();
        SignedCheckpoint signed = ledger.appendAndSign(Entries.numbered(0, 10));
        assertThat(Duration.between(begin, Clock.systemUTC().instant())).isLessThan(Duration.ofSeconds(4));
        awaitCosigned(signed.size(), first);

        second.silent(false);
        awaitCosigned(signed.size(), first, second);
        assertThat(published().note()).doesNotContain("/down");
    }

    @Test
    void onlyCosignaturesOfTheConfiguredKeyCount() {
        TestWitness stranger = new TestWitness("witness.example/w1", TestWitness.Algorithm.ED25519);
        Checkpoint other = new Checkpoint(TestLedger.ORIGIN, 10, Entries.root(Entries.numbered(0, 10)));
        first.answersBefore(stranger.cosign(other, Instant.EPOCH.plusSeconds(5)));
        second.answersBefore(second.signer().cosign(new Checkpoint("other", 1, other.root()), Instant.EPOCH));
        start(first, second);
        ledger.append(Entries.numbered(0, 10));

        awaitCosigned(10, first);
        assertThat(published().cosignature(stranger.key())).isEmpty();
        assertThat(published().cosignature(second.signer().key())).isEmpty();
    }

    @Test
    void aSignatureOfMoreThanTheCheckpointIsNotKept() {
        first.signsTheWholeNote();
        start(first, second);
        ledger.append(Entries.numbered(0, 10));

        awaitCosigned(10, second);
        TestLedger.await("an answer", () -> first.statuses().contains(200));
        ledger.append(Entries.numbered(10, 20));
        awaitCosigned(20, second);
        assertThat(published().note()).doesNotContain("witness.example/w1");
        assertThat(ledger.jdbc()
                        .sql("select count(*) from cosignature where witness = ?")
                        .param(first.signer().key().text())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void cosignaturesOutliveTheProcess() {
        start(first);
        ledger.append(Entries.numbered(0, 10));
        awaitCosigned(10, first);
        String before = published().note();

        first.silent(true);
        restart(first);

        assertThat(published().note()).isEqualTo(before);
    }

    @Test
    void theHeadDoesNotGoBackWhenWitnessesAreConfiguredAgain() {
        start(first);
        ledger.append(Entries.numbered(0, 10));
        awaitCosigned(10, first);
        restart();
        ledger.appendAndSign(Entries.numbered(10, 20));
        assertThat(size(published())).isEqualTo(20);

        first.silent(true);
        restart(first);

        assertThat(size(published())).isEqualTo(20);
    }

    @Test
    void withoutWitnessesTheNewestCheckpointIsGivenOutAtOnce() {
        start();
        SignedCheckpoint signed = ledger.appendAndSign(Entries.numbered(0, 10));

        assertThat(published().note()).isEqualTo(signed.note());
        assertThat(ledger.get(WitnessRounds.class).isAutoStartup()).isFalse();
    }

    private void start(SmallWitness... witnesses) {
        start(TestLedger.builder(directory), witnesses);
    }

    private void restart(SmallWitness... witnesses) {
        ledger.stop();
        start(TestLedger.builder(directory).after(ledger), witnesses);
    }

    private void start(TestLedger.Builder builder, SmallWitness... witnesses) {
        builder.with("govshare.ledger.witnessing.pause", "20ms").with("govshare.ledger.witnessing.timeout", "500ms");
        for (int i = 0; i < witnesses.length; i++) {
            String witness = "govshare.ledger.witnessing.witnesses[" + i + "].";
            builder.with(witness + "key", witnesses[i].signer().key().text());
            builder.with(witness + "url", witnesses[i].url());
        }
        ledger = builder.start();
        for (SmallWitness witness : witnesses) {
            witness.trust(ledger.get(LogIdentity.class).key());
        }
        TestLedger.await(
                "a checkpoint",
                () -> ledger.get(PublishedCheckpoints.class).newest().isPresent());
    }

    private void awaitCosigned(long size, SmallWitness... witnesses) {
        TestLedger.await("cosignatures of size " + size, () -> {
            SignedNote note = published();
            return size(note) == size
                    && List.of(witnesses).stream()
                            .map(witness -> witness.signer().key())
                            .allMatch((WitnessKey key) -> note.cosignature(key).isPresent());
        });
    }

    private SignedNote published() {
        return SignedNote.parse(
                ledger.get(PublishedCheckpoints.class).newest().orElseThrow().note());
    }

    private static long size(SignedNote note) {
        return Checkpoint.parse(note.text()).size();
    }
}
