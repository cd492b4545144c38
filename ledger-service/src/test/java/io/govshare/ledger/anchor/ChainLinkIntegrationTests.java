package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.FakeAnchorChain;
import io.govshare.ledger.TestLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainLinkIntegrationTests {

    @TempDir
    private Path directory;

    @Test
    void callersThatComeTogetherGetOneConnection() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        ChainConnector connector = known -> {
            connections.incrementAndGet();
            try {
                // Longer than a second caller would need to get here, too.
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return FakeAnchorChain.instant(TestLedger.ORIGIN);
        };
        try (TestLedger ledger = TestLedger.builder(directory)
                        .packages("io.govshare.ledger.anchor")
                        .without(AnchorLoop.class)
                        .bean("chainConnector", connector)
                        .start();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<AnchorChain> call = () -> ledger.get(ChainLink.class).chain();
            List<Future<AnchorChain>> chains = callers.invokeAll(List.of(call, call));

            assertThat(chains.get(0).get()).isSameAs(chains.get(1).get());
            assertThat(connections).hasValue(1);
        }
    }
}
