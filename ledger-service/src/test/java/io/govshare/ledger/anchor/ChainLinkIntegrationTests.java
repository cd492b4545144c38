package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.FakeAnchorChain;
import io.govshare.ledger.TestLedger;
import java.nio.file.Files;
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

    private final FakeAnchorChain chain = FakeAnchorChain.instant(TestLedger.ORIGIN);

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
            return chain;
        };
        try (TestLedger ledger = builder(connector).start();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<AnchorChain> call = () -> ledger.get(ChainLink.class).chain();
            List<Future<AnchorChain>> chains = callers.invokeAll(List.of(call, call));

            assertThat(chains.get(0).get()).isSameAs(chains.get(1).get());
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void theKeyThatTheContractKnowsIsNotReplacedByANewOne() throws Exception {
        Path key = directory.resolve("log.p12.anchor.json");
        TestLedger ledger = builder(known -> chain).start();
        try {
            ledger.get(ChainLink.class).chain();
            ledger.stop();
            Path elsewhere = Files.move(key, directory.resolve("elsewhere"));

            assertThatThrownBy(() -> builder(known -> chain).after(ledger).start())
                    .rootCause()
                    .hasMessageContaining(key + " is missing")
                    .hasMessageContaining(chain.info().sender())
                    .hasMessageContaining("restore the file from its backup");
            assertThat(key).doesNotExist();

            Files.move(elsewhere, key);
            builder(known -> chain).after(ledger).start().stop();
        } finally {
            ledger.close();
        }
    }

    private TestLedger.Builder builder(ChainConnector connector) {
        return TestLedger.builder(directory)
                .packages("io.govshare.ledger.anchor")
                .without(AnchorLoop.class)
                .bean("chainConnector", connector);
    }
}
