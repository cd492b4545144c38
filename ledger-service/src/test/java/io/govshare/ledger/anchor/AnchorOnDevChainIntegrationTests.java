package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorHead;
import io.govshare.chain.DevChain;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same over JSON-RPC, against the contract itself. */
class AnchorOnDevChainIntegrationTests {

    private static DevChain node;

    @TempDir
    private Path directory;

    private TestLedger ledger;

    @BeforeAll
    static void startNode() {
        node = DevChain.start();
    }

    @AfterAll
    static void endNode() {
        node.close();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "mined", "prove"})
    void aProcessThatDiesAtAStepNeitherSkipsNorDoubles(String method) {
        ledger = stepwise().start();
        ledger.appendAndSign(Entries.numbered(0, 10));
        anchorAll();
        ledger.appendAndSign(Entries.numbered(10, 300));
        AnchorChain dying = Interrupted.after(method, chain());
        assertThatThrownBy(() -> {
                    while (true) {
                        ledger.get(Anchorer.class).step(dying);
                    }
                })
                .isInstanceOf(Interrupted.Crash.class);

        ledger.stop();
        ledger = stepwise().after(ledger).start();
        anchorAll();

        assertThat(confirmed()).containsExactly("10 0", "300 1");
        assertThat(chain().head().map(AnchorHead::size)).hasValue(300L);
        assertThat(ledger.jdbc()
                        .sql("select count(*) from anchor")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void theRegistryIsDeployedOnceAndRemembered() {
        ledger = stepwise().start();
        String contract = chain().info().contract();
        ledger.stop();

        ledger = stepwise().after(ledger).start();

        assertThat(chain().info().contract()).isEqualTo(contract);
        ledger.stop();
        ledger = stepwise()
                .after(ledger)
                .with("govshare.ledger.chain.contract", "0x" + "11".repeat(20))
                .start();
        assertThatThrownBy(this::chain).hasMessageContaining(contract);
    }

    @Test
    void twoProcessesAnchorEachCheckpointOnce() {
        ledger = running(node.url()).start();
        TestLedger other = running(node.url()).after(ledger).start();
        try {
            for (int i = 0; i < 5; i++) {
                (i % 2 == 0 ? ledger : other).appendAndSign(Entries.numbered(i * 20L, i * 20L + 20));
            }
            ledger.awaitAnchored(100);
        } finally {
            other.stop();
        }

        assertThat(confirmed()).doesNotHaveDuplicates();
        assertThat(ledger.anchorsIn("abandoned")).isZero();
    }

    @Test
    void withoutAChainTheLogGoesOnAndTheStatusSaysWhy() throws Exception {
        URI nowhere;
        try (ServerSocket free = new ServerSocket(0)) {
            nowhere = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        ledger = running(nowhere).start();
        ledger.appendAndSign(Entries.numbered(0, 50));
        LedgerStatusReader status = ledger.get(LedgerStatusReader.class);
        TestLedger.await(
                "a problem", () -> String.valueOf(status.read().problem()).contains("away"));

        assertThat(status.read().pending()).isEqualTo(50);
        assertThat(status.read().checkpointSize()).isEqualTo(50);
        assertThat(status.read().registry()).isNull();
        ledger.stop();

        ledger = running(node.url()).after(ledger).start();
        ledger.awaitAnchored(50);
        LedgerStatusReader after = ledger.get(LedgerStatusReader.class);
        TestLedger.await("no problem", () -> after.read().problem() == null);
        assertThat(after.read().registry()).isNotNull();
    }

    private TestLedger.Builder stepwise() {
        return running(node.url()).without(AnchorLoop.class);
    }

    private TestLedger.Builder running(URI url) {
        return TestLedger.builder(directory).anchoring(url).with("govshare.ledger.anchor.longest-wait", "500ms");
    }

    private AnchorChain chain() {
        return Connected.chain(ledger);
    }

    private void anchorAll() {
        AnchorChain chain = chain();
        TestLedger.await(
                "all anchored", () -> ledger.get(Anchorer.class).step(chain).equals(Step.IDLE));
    }

    /** Size and order of each confirmed anchor. */
    private List<String> confirmed() {
        return ledger.jdbc()
                .sql("select size || ' ' || row_number() over (order by id) - 1 from anchor"
                        + " where state = 'confirmed' order by id")
                .query(String.class)
                .list();
    }
}
