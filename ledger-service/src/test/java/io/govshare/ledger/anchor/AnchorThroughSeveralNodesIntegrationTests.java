package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.AnchorKey;
import io.govshare.chain.AnchorRegistryDeployer;
import io.govshare.chain.ChainConnection;
import io.govshare.chain.DevChain;
import io.govshare.chain.EndpointStatus;
import io.govshare.chain.EndpointStatus.State;
import io.govshare.chain.FaultyNode;
import io.govshare.chain.InMemorySetupTransactions;
import io.govshare.chain.Web3jReadOnlyChain;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running ledger, whose nodes go away, keep transactions to themselves, or lie. */
class AnchorThroughSeveralNodesIntegrationTests {

    private static DevChain chain;

    @TempDir
    private Path directory;

    private final List<FaultyNode> nodes = new ArrayList<>();
    private TestLedger ledger;

    @BeforeAll
    static void startChain() {
        chain = DevChain.start();
    }

    @AfterAll
    static void endChain() {
        chain.close();
    }

    @AfterEach
    void stop() {
        ledger.close();
        nodes.forEach(FaultyNode::close);
    }

    @Test
    void theLedgerGoesOnWhenItsFirstNodeGoesAwayAndComesBackToIt() {
        start(3);
        anchor(0, 10);
        assertThat(states()).containsExactly(State.READY, State.READY, State.READY);
        nodes.getFirst().goAway();
        anchor(10, 20);

        TestLedger.await("a named node", () -> endpoint(0).state() == State.AWAY);
        assertThat(endpoint(0).problem())
                .startsWith("eth_chainId at " + nodes.getFirst().url());
        assertThat(status().problem()).isNull();

        nodes.getFirst().recover();
        TestLedger.await("the first node", () -> endpoint(0).state() == State.READY);
        anchor(20, 30);
    }

    @Test
    void ofTwoNodesBothAreNeeded() {
        start(2);
        anchor(0, 10);
        nodes.getLast().goAway();
        ledger.appendAndSign(Entries.numbered(10, 20));

        TestLedger.await(
                "a problem", () -> String.valueOf(status().problem()).contains("no second endpoint agrees on block"));
        assertThat(status().problem()).contains(nodes.getLast().url().toString());
        assertThat(status().pending()).isEqualTo(10);

        nodes.getLast().recover();
        ledger.awaitAnchored(20);
    }

    @Test
    void aTransactionThatTheFirstNodeKeepsToItselfIsTakenByAnother() {
        // heads are looked at each second: the node has to have made blocks without it meanwhile
        start(3, chain, "2500ms");
        anchor(0, 10);
        nodes.getFirst().swallowTransactions();
        anchor(10, 20);

        TestLedger.await("a named node", () -> endpoint(0).state() == State.DOUBTED);
        assertThat(endpoint(0).problem()).startsWith("took transaction 0x");
        assertThat(ledger.anchorsIn("abandoned")).isZero();
    }

    @Test
    void aFirstNodeThatRefusesOrMisleadsStopsNothing() {
        start(3, chain, "2500ms");
        anchor(0, 10);
        nodes.getFirst().refuse("eth_sendRawTransaction", -32007, "Sender account not authorized to send transactions");
        anchor(10, 20);

        nodes.getFirst().recover();
        // an empty contract: whatever is built on that reverts
        nodes.getFirst().answer("eth_call", "\"0x" + "0".repeat(3 * 64) + "\"");
        anchor(20, 30);
        assertThat(endpoint(0).problem()).startsWith("transaction 0x").contains("came to nothing: reverted");
    }

    /** It keeps a chain of its own, with the same registry at the same address; all it says holds among itself. */
    @Test
    void aNodeThatLiesFromTheFirstStartOnIsNamedAndConfirmsNothing() {
        AnchorKey key = AnchorKey.loadOrCreate(directory.resolve("log.p12.anchor.json"), "test");
        try (DevChain invented = DevChain.start();
                ChainConnection liar = new ChainConnection(invented.settings())) {
            AnchorRegistryDeployer deployer = InMemorySetupTransactions.deployer(liar, key);
            deployer.open(deployer.deploy(), TestLedger.ORIGIN);
            start(3, invented, "300ms");
            anchor(0, 10);
            anchor(10, 20);

            for (Anchor.Confirmed anchor : anchors().newest(Long.MAX_VALUE, 10)) {
                assertThat(blockHash(anchor.blockNumber())).isEqualTo(anchor.blockHash());
            }
            TestLedger.await("a named node", () -> endpoint(0).problem() != null);
            assertThat(endpoint(1).problem()).isNull();
            assertThat(endpoint(2).problem()).isNull();
        }
    }

    private void start(int count) {
        start(count, chain, "300ms");
    }

    private void start(int count, DevChain behindTheFirst, String resendAfter) {
        for (int i = 0; i < count; i++) {
            nodes.add(new FaultyNode(chain));
        }
        nodes.getFirst().inventBlocks(behindTheFirst);
        ledger = TestLedger.builder(directory)
                .anchoring(nodes.stream().map(FaultyNode::url).toArray(URI[]::new))
                .with("govshare.ledger.anchor.resend-after", resendAfter)
                .with("govshare.ledger.anchor.longest-wait", "500ms")
                .start();
    }

    private void anchor(long from, long to) {
        ledger.appendAndSign(Entries.numbered(from, to));
        ledger.awaitAnchored(to);
    }

    private String blockHash(long number) {
        Registry registry = ledger.get(Registries.class).find().orElseThrow();
        try (ChainConnection truth = new ChainConnection(chain.settings())) {
            return new Web3jReadOnlyChain(truth, registry.contract(), registry.logId())
                    .block(number)
                    .orElseThrow()
                    .hash();
        }
    }

    private LedgerStatus status() {
        return ledger.get(LedgerStatusReader.class).read();
    }

    private EndpointStatus endpoint(int index) {
        return status().endpoints().get(index);
    }

    private List<State> states() {
        return status().endpoints().stream().map(EndpointStatus::state).toList();
    }

    private Anchors anchors() {
        return ledger.get(Anchors.class);
    }
}
