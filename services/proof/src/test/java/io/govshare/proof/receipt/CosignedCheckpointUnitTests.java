package io.govshare.proof.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.TestWitness;
import io.govshare.proof.merkle.MerkleHash;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CosignedCheckpointUnitTests {
    private static final Instant TIME = Instant.ofEpochSecond(1_790_000_000);

    private final TestReceipts world = new TestReceipts();

    @Test
    void witnessesLinesNeitherHelpNorHarmAReceipt() {
        String note = world.receipt().checkpoint();
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
        Checkpoint other = new Checkpoint(checkpoint.origin(), 1, MerkleHash.EMPTY_ROOT);
        StringBuilder cosigned = new StringBuilder(note);
        for (TestWitness.Algorithm algorithm : TestWitness.Algorithm.values()) {
            TestWitness witness = new TestWitness("witness.example/" + algorithm, algorithm);
            cosigned.append(witness.cosign(checkpoint, TIME)).append(witness.cosign(other, TIME));
        }

        Verdict verdict = ReceiptVerifier.verify(world.withCheckpoint(cosigned.toString()), world.trust());
        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Verdict.Outcome.VALID);

        String withoutTheLog = checkpoint.text() + "\n" + cosigned.substring(note.length());
        assertThat(ReceiptVerifier.verify(world.withCheckpoint(withoutTheLog), world.trust())
                        .failed()
                        .orElseThrow()
                        .name())
                .isEqualTo(Step.Name.CHECKPOINT);
    }
}
