package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.FakeAnchorChain;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import java.nio.file.Path;
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
}
