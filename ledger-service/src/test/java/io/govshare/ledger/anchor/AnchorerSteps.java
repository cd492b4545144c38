package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorRequest;
import io.govshare.chain.FakeAnchorChain;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.LogProofs;
import io.govshare.proof.merkle.Hash;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger whose anchorer goes step by step, and a chain whose blocks and faults the test makes. */
abstract class AnchorerSteps {

    final FakeAnchorChain chain = FakeAnchorChain.patient(TestLedger.ORIGIN);

    @TempDir
    private Path directory;

    TestLedger ledger;

    @BeforeEach
    void start() {
        ledger = builder().start();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    final TestLedger.Builder builder() {
        return TestLedger.builder(directory)
                .packages("io.govshare.ledger.anchor")
                .without(AnchorLoop.class)
                .with("govshare.ledger.anchor.resend-after", "50ms")
                .with("govshare.ledger.anchor.spent-after", "50ms")
                .bean("anchorSigner", new KeyOf(chain))
                .bean("chainConnector", (ChainConnector) known -> chain);
    }

    final void restart() {
        ledger.stop();
        ledger = builder().after(ledger).start();
    }

    final Step step() {
        return step(chain);
    }

    final Step step(AnchorChain through) {
        return ledger.get(Anchorer.class).step(through);
    }

    final void anchorAll() {
        Step step = step();
        while (step.equals(Step.WAITING)) {
            chain.mineBlock();
            step = step();
        }
        assertThat(step).isEqualTo(Step.DONE);
        assertThat(step()).isEqualTo(Step.IDLE);
    }

    final AnchorRequest request(long size) {
        return new AnchorRequest(size, root(size), List.of());
    }

    final Hash root(long size) {
        return ledger.get(LogProofs.class).root(size);
    }

    final Anchors anchors() {
        return ledger.get(Anchors.class);
    }

    final String storedTransaction() {
        return ledger.jdbc()
                .sql("select tx_hash from anchor order by id limit 1")
                .query(String.class)
                .single();
    }

    final List<String> rows() {
        return ledger.anchorRows();
    }
}
