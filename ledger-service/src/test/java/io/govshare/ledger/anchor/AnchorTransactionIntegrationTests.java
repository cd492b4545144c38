package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorRequest;
import io.govshare.ledger.log.Entries;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Transactions that are lost, rejected, reverted or outrun. */
class AnchorTransactionIntegrationTests extends AnchorerSteps {

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
    void aRevertedTransactionIsAbandonedAndTheNextOneStartsFromTheContractsHead() {
        ledger.appendAndSign(Entries.numbered(0, 5));
        ledger.appendAndSign(Entries.numbered(5, 10));
        // somebody with the same key was faster, with an earlier checkpoint
        assertThatThrownBy(() -> step(Interrupted.before("send", chain))).isInstanceOf(Interrupted.Crash.class);
        ledger.jdbc().sql("update anchor set nonce = 1").update();
        resign(1);
        chain.send(chain.sign(request(5), 0));
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
        chain.send(chain.sign(request(3), 0));
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
        chain.send(chain.sign(request(10), 0));
        chain.mineBlock();

        assertThat(step()).isEqualTo(Step.DONE);
        assertThat(rows()).containsExactly("10 confirmed 0");
    }

    /** As if the open anchor had been signed with this nonce from the start. */
    private void resign(long nonce) {
        var signed = chain.sign(new AnchorRequest(10, root(10), List.of()), nonce);
        ledger.jdbc()
                .sql("update anchor set tx_hash = ?, raw_tx = ? where state = 'pending'")
                .params(signed.txHash(), signed.transaction().raw())
                .update();
    }
}
