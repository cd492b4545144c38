package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorKey;
import io.govshare.chain.DevChain;
import io.govshare.chain.FaultyNode;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transaction that waits too long on a chain where gas has a price. */
class AnchorReplacementIntegrationTests {

    private static final long GWEI = 1_000_000_000;

    private final DevChain devChain = DevChain.start(Duration.ofMillis(100), DevChain.CHAIN_ID, GWEI);
    private final FaultyNode node = new FaultyNode(devChain);

    @TempDir
    private Path directory;

    private TestLedger ledger;
    private AnchorChain chain;

    @BeforeEach
    void start() {
        AnchorKey key = AnchorKey.loadOrCreate(directory.resolve("log.p12.anchor.json"), "test");
        devChain.endow(key.address(), 1_000_000_000 * GWEI);
        ledger = builder().start();
        chain = Connected.chain(ledger);
        devChain.pause();
        ledger.appendAndSign(Entries.numbered(0, 10));
    }

    @AfterEach
    void stop() {
        ledger.close();
        node.close();
        devChain.close();
    }

    @Test
    void aWaitingTransactionIsReplacedByOneThatOffersATenthMore() throws Exception {
        assertThat(step()).isEqualTo(Step.WAITING);
        long offered = price();
        Thread.sleep(250);
        assertThat(step()).isEqualTo(Step.WAITING);

        assertThat(price()).isGreaterThanOrEqualTo(offered + offered / 10);
        assertThat(replaced()).hasSize(1);
        String latest = transaction();
        restart(100 * GWEI);
        devChain.mine();
        assertThat(step()).isEqualTo(Step.DONE);

        assertThat(ledger.get(Anchors.class).firstCovering(9).orElseThrow().transaction())
                .isEqualTo(latest);
        assertThat(ledger.anchorRows()).containsExactly("10 confirmed 2");
        assertThat(step()).isEqualTo(Step.IDLE);
    }

    @Test
    void theReplacedTransactionCountsWhenItGotInAfterAll() throws Exception {
        assertThat(step()).isEqualTo(Step.WAITING);
        String first = transaction();
        Thread.sleep(250);
        node.swallowTransactions();
        assertThat(step()).isEqualTo(Step.WAITING);
        assertThat(replaced()).containsExactly(first);
        assertThat(transaction()).isNotEqualTo(first);

        devChain.mine();
        assertThat(step()).isEqualTo(Step.DONE);

        assertThat(ledger.get(Anchors.class).firstCovering(9).orElseThrow().transaction())
                .isEqualTo(first);
        assertThat(ledger.anchorRows()).containsExactly("10 confirmed 2");
    }

    @Test
    void aRejectedReplacementLeavesTheWaitingTransactionWhereItIs() throws Exception {
        assertThat(step()).isEqualTo(Step.WAITING);
        String first = transaction();
        Thread.sleep(250);
        node.refuse("eth_sendRawTransaction", -32000, "Replacement transaction underpriced");

        assertThat(step())
                .isEqualTo(new Step.Hindered("the replacement was rejected: Replacement transaction underpriced"));
        assertThat(ledger.anchorRows()).containsExactly("10 submitted 2");
        devChain.mine();
        assertThat(step()).isEqualTo(Step.DONE);
        assertThat(ledger.get(Anchors.class).firstCovering(9).orElseThrow().transaction())
                .isEqualTo(first);
    }

    @Test
    void theSameTransactionsMayBeSignedAgainForAnotherAnchor() throws Exception {
        node.swallowTransactions();
        assertThat(step()).isEqualTo(Step.WAITING);
        String first = transaction();
        Thread.sleep(250);
        assertThat(step()).isEqualTo(Step.WAITING);
        String second = transaction();
        ledger.jdbc()
                .sql("update anchor set state = 'abandoned', abandoned_at = now(), reason = 'test'")
                .update();

        assertThat(step()).isEqualTo(Step.WAITING);
        Thread.sleep(250);
        assertThat(step()).isEqualTo(Step.WAITING);

        assertThat(ledger.anchorRows()).containsExactly("10 abandoned 2", "10 submitted 2");
        assertThat(replaced()).containsExactly(first, first);
        assertThat(ledger.jdbc()
                        .sql("select tx_hash from anchor where state = 'submitted'")
                        .query(String.class)
                        .single())
                .isEqualTo(second);
    }

    @Test
    void theReplacedTransactionIsHandedInAgainWhenTheReplacementIsRejected() throws Exception {
        node.swallowTransactions(); // as a pool that loses what it took
        assertThat(step()).isEqualTo(Step.WAITING);
        String first = transaction();
        node.refuseTransactionsBut(first, -32000, "Upfront cost exceeds account balance");
        Thread.sleep(250);
        assertThat(step()).isInstanceOf(Step.Hindered.class);
        assertThat(replaced()).containsExactly(first);

        devChain.mine();
        assertThat(step()).isEqualTo(Step.DONE);
        assertThat(ledger.get(Anchors.class).firstCovering(9).orElseThrow().transaction())
                .isEqualTo(first);
    }

    @Test
    void whileNobodyTellsThePriceTheTransactionIsHandedInAsItIs() throws Exception {
        assertThat(step()).isEqualTo(Step.WAITING);
        node.refuse("eth_gasPrice", -32603, "Internal error");
        int before = node.asked("eth_sendRawTransaction");
        Thread.sleep(250);

        assertThat(step()).isEqualTo(Step.WAITING);
        assertThat(node.asked("eth_sendRawTransaction")).isEqualTo(before + 1);
        assertThat(replaced()).isEmpty();
    }

    @Test
    void nothingIsOfferedBeyondWhatIsAllowed() throws Exception {
        assertThat(step()).isEqualTo(Step.WAITING);
        long offered = price();
        restart(offered + offered / 20);
        Thread.sleep(250);
        assertThat(step()).isEqualTo(Step.WAITING);

        assertThat(replaced()).isEmpty();
        assertThat(price()).isEqualTo(offered);
    }

    private void restart(long highest) {
        ledger.stop();
        ledger = builder()
                .with("govshare.ledger.chain.max-gas-price", highest)
                .after(ledger)
                .start();
        chain = Connected.chain(ledger);
    }

    private TestLedger.Builder builder() {
        return TestLedger.builder(directory)
                .anchoring(node.url())
                .without(AnchorLoop.class)
                .with("govshare.ledger.chain.max-gas-price", 100 * GWEI)
                .with("govshare.ledger.anchor.resend-after", "100ms")
                .with("govshare.ledger.anchor.replace-after", "200ms");
    }

    private Step step() {
        return ledger.get(Anchorer.class).step(chain);
    }

    private long price() {
        return ledger.jdbc()
                .sql("select gas_price from anchor")
                .query(Long.class)
                .single();
    }

    private String transaction() {
        return ledger.jdbc()
                .sql("select tx_hash from anchor")
                .query(String.class)
                .single();
    }

    private List<String> replaced() {
        return ledger.jdbc()
                .sql("select tx_hash from anchor_replaced order by replaced_at")
                .query(String.class)
                .list();
    }
}
