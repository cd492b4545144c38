package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorRequest;
import io.govshare.chain.ChainMismatchException;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What a process finds that starts again, and what two of them do to each other. */
class AnchorCrashIntegrationTests extends AnchorerSteps {

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

    /** Each method of the port in turn, whether or not this way of anchoring calls it. */
    @Test
    void aCrashAtAnyCallOfTheChainNeitherSkipsNorDoublesAnAnchor() throws InterruptedException {
        List<String> expected = new ArrayList<>();
        SortedSet<String> reached = new TreeSet<>();
        for (String method : methodsOfTheChain()) {
            for (boolean takesEffect : new boolean[] {false, true}) {
                String point = (takesEffect ? "after " : "before ") + method;
                long size = 10L * (expected.size() + 1);
                ledger.appendAndSign(Entries.numbered(size - 10, size));
                if (diesAnchoring(takesEffect ? Interrupted.after(method, chain) : Interrupted.before(method, chain))) {
                    reached.add(point);
                    restart();
                    anchorAll();
                }
                expected.add(size + " confirmed " + expected.size());
                assertThat(rows()).as(point).isEqualTo(expected);
                assertThat(chain.nextNonce()).as(point).isEqualTo(expected.size());
            }
        }
        for (String method : List.of("head", "nextNonce", "sign", "send", "sendEverywhere", "mined", "prove")) {
            assertThat(reached).contains("before " + method, "after " + method);
        }
    }

    private static SortedSet<String> methodsOfTheChain() {
        return Arrays.stream(AnchorChain.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Anchors the newest checkpoint, by a transaction that no block takes before it was handed in twice. */
    private boolean diesAnchoring(AnchorChain through) throws InterruptedException {
        try {
            assertThat(step(through)).isEqualTo(Step.WAITING);
            Thread.sleep(60);
            assertThat(step(through)).isEqualTo(Step.WAITING);
            chain.mineBlock();
            assertThat(step(through)).isEqualTo(Step.DONE);
            return false;
        } catch (Interrupted.Crash _) {
            return true;
        }
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

    @Test
    void theDatabaseAllowsOneAnchorOnItsWay() {
        ledger.appendAndSign(Entries.numbered(0, 5));
        ledger.appendAndSign(Entries.numbered(5, 10));
        step();

        assertThatThrownBy(() -> anchors().prepare(chain.sign(request(5), 7), Instant.EPOCH))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aTransactionThatIsOnItsWayIsNotPreparedTwice() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        step();

        assertThatThrownBy(() -> anchors().prepare(chain.sign(request(10), 0), Instant.EPOCH))
                .isInstanceOf(DataAccessException.class);
        assertThat(rows()).containsExactly("10 submitted 0");
    }
}
