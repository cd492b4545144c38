package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorRequest;
import io.govshare.chain.FakeAnchorChain;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.Entries;
import io.govshare.proof.merkle.Hash;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the status tells of the loop's failures. */
class AnchorLoopIntegrationTests {

    private final FakeAnchorChain chain = FakeAnchorChain.instant(TestLedger.ORIGIN);
    private final AtomicBoolean broken = new AtomicBoolean(true);

    @TempDir
    private Path directory;

    @Test
    void aFailureThatIsNotTheChainsShowsInTheStatusUntilAnchoringGoesOn() {
        ChainConnector connector = known -> {
            if (broken.get()) {
                throw new IllegalStateException("details of the inside");
            }
            return chain;
        };
        try (TestLedger ledger = TestLedger.builder(directory)
                .packages("io.govshare.ledger.anchor")
                .bean("chainConnector", connector)
                .start()) {
            LedgerStatusReader status = ledger.get(LedgerStatusReader.class);
            ledger.appendAndSign(Entries.numbered(0, 10));
            TestLedger.await(
                    "a problem",
                    () -> "anchoring failed: IllegalStateException"
                            .equals(status.read().problem()));

            broken.set(false);
            ledger.awaitAnchored(10);
            TestLedger.await("no problem", () -> status.read().problem() == null);
            assertThat(status.read().pending()).isZero();
        }
    }

    @Test
    void aDatabaseOlderThanTheChainSignsNothingUntilItsEntriesAreThereAgain() {
        try (TestLedger ledger = afterRestartOn(chainThatHolds(Entries.numbered(0, 20)))) {
            ledger.append(Entries.numbered(0, 10));
            awaitProblem(ledger, "older than the chain");
            assertThat(ledger.get(Checkpoints.class).newest().orElseThrow().size())
                    .isZero();

            ledger.appendAndSign(Entries.numbered(10, 30));
            ledger.awaitAnchored(30);
        }
    }

    @Test
    void anotherHistoryThanTheChainsIsNeverSigned() {
        try (TestLedger ledger = afterRestartOn(chainThatHolds(Entries.numbered(0, 20)))) {
            ledger.append(Entries.numbered(1, 31));
            awaitProblem(ledger, "altered");
            assertThat(ledger.get(Checkpoints.class).newest().orElseThrow().size())
                    .isZero();
        }
    }

    /** Of a log that was connected to it before. */
    private TestLedger afterRestartOn(AnchorChain known) {
        TestLedger.Builder builder = TestLedger.builder(directory)
                .packages("io.govshare.ledger.anchor")
                .bean("anchorSigner", new KeyOf(chain))
                .bean("chainConnector", (ChainConnector) registry -> known);
        TestLedger ledger = builder.start();
        TestLedger.await(
                "the registry", () -> ledger.get(Registries.class).find().isPresent());
        ledger.stop();
        return TestLedger.builder(directory)
                .packages("io.govshare.ledger.anchor")
                .bean("anchorSigner", new KeyOf(chain))
                .bean("chainConnector", (ChainConnector) registry -> known)
                .after(ledger)
                .start();
    }

    private AnchorChain chainThatHolds(List<Hash> entries) {
        chain.send(chain.sign(new AnchorRequest(entries.size(), Entries.root(entries), List.of()), 0));
        return chain;
    }

    private static void awaitProblem(TestLedger ledger, String part) {
        LedgerStatusReader status = ledger.get(LedgerStatusReader.class);
        TestLedger.await(part, () -> String.valueOf(status.read().problem()).contains(part));
    }
}
