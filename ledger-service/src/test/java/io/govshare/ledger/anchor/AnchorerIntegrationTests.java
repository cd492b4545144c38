package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorRequest;
import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.chain.FakeAnchorChain;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import io.govshare.ledger.log.LogProofs;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.proof.merkle.Hash;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;

/** The anchorer's steps, one by one, on PostgreSQL and a chain whose blocks and faults the test makes. */
class AnchorerIntegrationTests {

    private final FakeAnchorChain chain = FakeAnchorChain.patient(TestLedger.ORIGIN);

    @TempDir
    private Path directory;

    private TestLedger ledger;

    @BeforeEach
    void start() {
        ledger = builder().start();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void nothingToAnchorIsNoStep() {
        assertThat(step()).isEqualTo(Step.IDLE);
        assertThat(rows()).isEmpty();
    }

    @Test
    void aCheckpointIsStoredSentMinedAndConfirmedWithItsProof() {
        SignedCheckpoint checkpoint = ledger.appendAndSign(Entries.numbered(0, 10));

        assertThat(step()).isEqualTo(Step.WAITING);
        assertThat(rows()).containsExactly("10 submitted 0");
        assertThat(step()).isEqualTo(Step.WAITING);
        chain.mineBlock();
        assertThat(step()).isEqualTo(Step.DONE);

        assertThat(rows()).containsExactly("10 confirmed 0");
        Anchor.Confirmed anchor = anchors().firstCovering(9).orElseThrow();
        assertThat(anchor.root()).isEqualTo(checkpoint.root());
        assertThat(anchor.blockNumber()).isEqualTo(1);
        assertThat(anchor.header()).startsWith("0x");
        assertThat(anchor.accountProof()).isNotEmpty();
        assertThat(anchor.storageProof()).isNotEmpty();
        assertThat(anchors().firstCovering(10)).isEmpty();
        assertThat(step()).isEqualTo(Step.IDLE);
    }

    @Test
    void manyCheckpointsAreCoveredByOneAnchorOfTheNewest() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        anchorAll();
        ledger.appendAndSign(Entries.numbered(10, 20));
        ledger.appendAndSign(Entries.numbered(20, 35));
        ledger.appendAndSign(Entries.numbered(35, 300));
        anchorAll();

        assertThat(rows()).containsExactly("10 confirmed 0", "300 confirmed 1");
        assertThat(anchors().firstCovering(12).orElseThrow().size()).isEqualTo(300);
    }

    @Test
    void aCrashBeforeSendingSendsTheStoredTransaction() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        assertThatThrownBy(() -> step(Interrupted.before("send", chain))).isInstanceOf(Interrupted.Crash.class);
        assertThat(rows()).containsExactly("10 pending 0");
        String stored = storedTransaction();

        restart();
        ledger.appendAndSign(Entries.numbered(10, 20));
        assertThat(step()).isEqualTo(Step.WAITING);
        chain.mineBlock();
        assertThat(step()).isEqualTo(Step.DONE);

        assertThat(rows()).containsExactly("10 confirmed 0");
        assertThat(storedTransaction()).isEqualTo(stored);
        anchorAll();
        assertThat(rows()).containsExactly("10 confirmed 0", "20 confirmed 1");
    }

    @Test
    void aCrashAfterSendingFindsTheTransactionMinedMeanwhile() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        assertThatThrownBy(() -> step(Interrupted.after("send", chain))).isInstanceOf(Interrupted.Crash.class);
        assertThat(rows()).containsExactly("10 pending 0");

        chain.mineBlock();
        restart();

        assertThat(step()).isEqualTo(Step.DONE);
        assertThat(rows()).containsExactly("10 confirmed 0");
        assertThat(chain.nextNonce()).isEqualTo(1);
    }

    @Test
    void aCrashBeforeTheProofIsStoredIsNoAnchorYetAndThenOne() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        step();
        chain.mineBlock();
        assertThatThrownBy(() -> step(Interrupted.after("prove", chain))).isInstanceOf(Interrupted.Crash.class);
        assertThat(rows()).containsExactly("10 submitted 0");
        assertThat(anchors().confirmedSize()).isZero();

        chain.mineBlock();
        chain.forgetOldStates();
        restart();

        assertThat(step()).isEqualTo(Step.DONE);
        assertThat(anchors().firstCovering(0).orElseThrow().blockNumber()).isEqualTo(2);
    }

    @Test
    void aTransactionThatTheNodeLostIsHandedInAgain() throws Exception {
        ledger.appendAndSign(Entries.numbered(0, 10));
        chain.swallowTransactions(true);
        assertThat(step()).isEqualTo(Step.WAITING);
        chain.mineBlock();
        assertThat(step()).isEqualTo(Step.WAITING);
        chain.swallowTransactions(false);
        Thread.sleep(60);
        assertThat(step()).isEqualTo(Step.WAITING);
        chain.mineBlock();

        assertThat(step()).isEqualTo(Step.DONE);
        assertThat(rows()).containsExactly("10 confirmed 0");
    }

    @Test
    void aRejectedTransactionIsAbandonedAndTheNextOneSucceeds() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        chain.rejectWith("intrinsic gas too low");
        assertThat(step()).isInstanceOf(Step.Hindered.class);
        chain.rejectWith(null);
        ledger.appendAndSign(Entries.numbered(10, 11));
        anchorAll();

        assertThat(rows()).containsExactly("10 abandoned 0", "11 confirmed 0");
    }

    @Test
    void anAbandonedTransactionIsTakenUpAgainWhenTheLogHasNotGrown() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        chain.rejectWith("Gas price below configured minimum gas price");
        for (int i = 0; i < 2; i++) {
            assertThat(step()).isInstanceOf(Step.Hindered.class);
            assertThat(rows()).containsExactly("10 abandoned 0");
        }
        chain.rejectWith(null);
        anchorAll();

        assertThat(rows()).containsExactly("10 confirmed 0");
    }

    @Test
    void aTransactionThatIsOnItsWayIsNotPreparedTwice() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        step();

        assertThatThrownBy(() ->
                        anchors().prepare(chain.sign(new AnchorRequest(10, root(10), List.of()), 0), Instant.EPOCH))
                .isInstanceOf(DataAccessException.class);
        assertThat(rows()).containsExactly("10 submitted 0");
    }

    @Test
    void aRevertedTransactionIsAbandonedAndTheNextOneStartsFromTheContractsHead() {
        ledger.appendAndSign(Entries.numbered(0, 5));
        ledger.appendAndSign(Entries.numbered(5, 10));
        // somebody with the same key was faster, with an earlier checkpoint
        assertThatThrownBy(() -> step(Interrupted.before("send", chain))).isInstanceOf(Interrupted.Crash.class);
        ledger.jdbc().sql("update anchor set nonce = 1").update();
        resign(1);
        chain.send(chain.sign(new AnchorRequest(5, root(5), List.of()), 0));
        step();
        chain.mineBlock();

        assertThat(step())
                .isInstanceOfSatisfying(
                        Step.Hindered.class,
                        hindered -> assertThat(hindered.reason()).contains("NotAnExtension"));
        anchorAll();

        assertThat(rows()).containsExactly("10 abandoned 1", "10 confirmed 2");
    }

    @Test
    void aNonceThatWentToAnotherTransactionIsGivenUpAfterAWhile() throws Exception {
        ledger.appendAndSign(Entries.numbered(0, 10));
        assertThatThrownBy(() -> step(Interrupted.before("send", chain))).isInstanceOf(Interrupted.Crash.class);
        chain.send(chain.sign(new AnchorRequest(3, root(3), List.of()), 0));
        chain.mineBlock();

        assertThat(step()).isInstanceOf(Step.Hindered.class);
        assertThat(rows()).containsExactly("10 pending 0");
        Thread.sleep(60);
        assertThat(step()).isInstanceOf(Step.Hindered.class);
        assertThat(rows()).containsExactly("10 abandoned 0");
        anchorAll();

        assertThat(rows()).containsExactly("10 abandoned 0", "10 confirmed 1");
    }

    @Test
    void anAnchorThatSomebodyElseSetIsTakenForWhatItIs() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        assertThatThrownBy(() -> step(Interrupted.before("send", chain))).isInstanceOf(Interrupted.Crash.class);
        ledger.jdbc().sql("update anchor set tx_hash = 'forgotten'").update();
        chain.send(chain.sign(new AnchorRequest(10, root(10), List.of()), 0));
        chain.mineBlock();

        assertThat(step()).isEqualTo(Step.DONE);
        assertThat(rows()).containsExactly("10 confirmed 0");
    }

    @Test
    void anAnchorThatTheDatabaseForgotIsAdopted() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        anchorAll();
        ledger.jdbc().sql("delete from anchor").update();

        assertThat(step()).isEqualTo(Step.DONE);
        assertThat(anchors().firstCovering(0).orElseThrow().transaction())
                .isEqualTo(Anchor.Confirmed.UNKNOWN_TRANSACTION);
    }

    @Test
    void aBlockThatNoQuorumSealedConfirmsNothing() {
        FakeAnchorChain sealed = FakeAnchorChain.sealed(TestLedger.ORIGIN);
        Confirmations confirmations = restartWith(sealed.validators());
        ledger.appendAndSign(Entries.numbered(0, 10));
        sealed.omitSeals(2);

        assertThat(step(sealed)).isEqualTo(Step.WAITING);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> step(sealed))
                    .isInstanceOf(ChainMismatchException.class)
                    .hasMessage("block 1 proves no anchor: 2 of 4 validators sealed the block, 3 are needed");
        }
        assertThat(rows()).containsExactly("10 submitted 0");
        assertThat(confirmations.sizes).isEmpty();

        sealed.omitSeals(1);
        sealed.mineBlock();
        sealed.forgetOldStates();
        assertThat(step(sealed)).isEqualTo(Step.DONE);
        assertThat(rows()).containsExactly("10 confirmed 0");
        assertThat(confirmations.sizes).containsExactly(10L);
    }

    @Test
    void aBlockThatNoQuorumSealedIsNotAdopted() {
        FakeAnchorChain sealed = FakeAnchorChain.sealed(TestLedger.ORIGIN);
        Confirmations confirmations = restartWith(sealed.validators());
        ledger.appendAndSign(Entries.numbered(0, 10));
        sealed.omitSeals(2);
        sealed.send(sealed.sign(new AnchorRequest(10, root(10), List.of()), 0));

        assertThatThrownBy(() -> step(sealed))
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining("3 are needed");
        assertThat(anchors().confirmedSize()).isZero();
        assertThat(confirmations.sizes).isEmpty();

        sealed.omitSeals(0);
        sealed.mineBlock();
        assertThat(step(sealed)).isEqualTo(Step.DONE);
        assertThat(confirmations.sizes).containsExactly(10L);
    }

    @Test
    void sealsOfOtherValidatorsThanTheConfiguredOnesCountForNothing() {
        FakeAnchorChain sealed = FakeAnchorChain.sealed(TestLedger.ORIGIN);
        restartWith(List.of("0x" + "11".repeat(20)));
        ledger.appendAndSign(Entries.numbered(0, 10));

        assertThat(step(sealed)).isEqualTo(Step.WAITING);
        assertThatThrownBy(() -> step(sealed))
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining("other validators than those trusted");
        assertThat(rows()).containsExactly("10 submitted 0");
    }

    @Test
    void aDatabaseOlderThanTheChainAnchorsNothing() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        chain.send(chain.sign(new AnchorRequest(20, Entries.root(Entries.numbered(0, 20)), List.of()), 0));
        chain.mineBlock();

        assertThatThrownBy(this::step)
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining("older than the chain");
        assertThat(rows()).isEmpty();

        // the missing entries arrive again, as from Kafka, and the gap closes
        ledger.appendAndSign(Entries.numbered(10, 30));
        anchorAll();
        assertThat(rows()).containsExactly("30 confirmed 1");
    }

    @Test
    void anotherHistoryInTheContractIsNotExtended() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        chain.send(chain.sign(new AnchorRequest(7, Entries.root(Entries.numbered(1, 8)), List.of()), 0));
        chain.mineBlock();

        assertThatThrownBy(this::step)
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining("altered");
        assertThat(rows()).isEmpty();
    }

    @Test
    void whileTheChainIsDownTheGapGrowsAndOneAnchorClosesIt() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        anchorAll();
        chain.goDown();
        for (long i = 1; i <= 5; i++) {
            ledger.appendAndSign(Entries.numbered(i * 10, i * 10 + 10));
            assertThatThrownBy(this::step).isInstanceOf(ChainUnavailableException.class);
        }
        LedgerStatus during = ledger.get(LedgerStatusReader.class).read();
        chain.comeBack();
        anchorAll();

        assertThat(during.pending()).isEqualTo(50);
        assertThat(during.pendingSince()).isNotNull();
        assertThat(during.checkpointSize()).isEqualTo(60);
        assertThat(rows()).containsExactly("10 confirmed 0", "60 confirmed 1");
        LedgerStatus after = ledger.get(LedgerStatusReader.class).read();
        assertThat(after.pending()).isZero();
        assertThat(after.pendingSince()).isNull();
    }

    @Test
    void aChainThatGoesDownBetweenSigningAndSendingKeepsTheStoredTransaction() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        step();
        chain.goDown();
        assertThatThrownBy(this::step).isInstanceOf(ChainUnavailableException.class);
        assertThat(rows()).containsExactly("10 submitted 0");
        chain.comeBack();
        chain.mineBlock();

        assertThat(step()).isEqualTo(Step.DONE);
    }

    @Test
    void theDatabaseAllowsOneAnchorOnItsWay() {
        ledger.appendAndSign(Entries.numbered(0, 5));
        ledger.appendAndSign(Entries.numbered(5, 10));
        step();

        assertThatThrownBy(() ->
                        anchors().prepare(chain.sign(new AnchorRequest(5, root(5), List.of()), 7), Instant.EPOCH))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void oneProcessHasTheTurnUntilItStops() {
        AnchorTurn mine = ledger.get(AnchorTurn.class);
        TestLedger other = builder().after(ledger).start();
        try {
            AnchorTurn theirs = other.get(AnchorTurn.class);
            assertThat(mine.mine()).isTrue();
            assertThat(theirs.mine()).isFalse();
            assertThat(mine.mine()).isTrue();
            mine.close();
            assertThat(theirs.mine()).isTrue();
            assertThat(mine.mine()).isFalse();
        } finally {
            other.stop();
        }
        assertThat(mine.mine()).isTrue();
    }

    private TestLedger.Builder builder() {
        return TestLedger.builder(directory)
                .packages("io.govshare.ledger.anchor")
                .without(AnchorLoop.class)
                .with("govshare.ledger.anchor.resend-after", "50ms")
                .with("govshare.ledger.anchor.spent-after", "50ms")
                .bean("chainConnector", (ChainConnector) known -> chain);
    }

    /** Hears what is announced to the rest of the ledger. */
    static final class Confirmations {
        private final List<Long> sizes = new ArrayList<>();

        @EventListener
        void on(AnchorConfirmed confirmed) {
            sizes.add(confirmed.size());
        }
    }

    private Confirmations restartWith(List<String> validators) {
        Confirmations confirmations = new Confirmations();
        ledger.stop();
        ledger = builder()
                .after(ledger)
                .with("govshare.ledger.chain.consensus", "qbft")
                .with("govshare.ledger.chain.validators", String.join(",", validators))
                .bean("confirmations", confirmations)
                .start();
        return confirmations;
    }

    private void restart() {
        ledger.stop();
        ledger = builder().after(ledger).start();
    }

    private Step step() {
        return step(chain);
    }

    private Step step(AnchorChain through) {
        return ledger.get(Anchorer.class).step(through);
    }

    private void anchorAll() {
        Step step = step();
        while (step.equals(Step.WAITING)) {
            chain.mineBlock();
            step = step();
        }
        assertThat(step).isEqualTo(Step.DONE);
        assertThat(step()).isEqualTo(Step.IDLE);
    }

    /** As if the open anchor had been signed with this nonce from the start. */
    private void resign(long nonce) {
        var signed = chain.sign(new AnchorRequest(10, root(10), List.of()), nonce);
        ledger.jdbc()
                .sql("update anchor set tx_hash = ?, raw_tx = ? where state = 'pending'")
                .params(signed.txHash(), signed.rawTransaction())
                .update();
    }

    private Hash root(long size) {
        return ledger.get(LogProofs.class).root(size);
    }

    private Anchors anchors() {
        return ledger.get(Anchors.class);
    }

    private String storedTransaction() {
        return ledger.jdbc()
                .sql("select tx_hash from anchor order by id limit 1")
                .query(String.class)
                .single();
    }

    /** Size, state and nonce of every anchor, in their order. */
    private List<String> rows() {
        return ledger.jdbc()
                .sql("select size || ' ' || state || ' ' || nonce from anchor order by id")
                .query(String.class)
                .list();
    }
}
