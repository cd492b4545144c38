package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.FakeAnchorChain;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.EventListener;

/** Who has to have sealed the block that proves an anchor. */
class AnchorSealsIntegrationTests extends AnchorerSteps {

    private static final String STRANGER = "0x" + "11".repeat(20);

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
        sealed.send(sealed.sign(request(10), 0));

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
        restartWith(List.of(STRANGER));
        ledger.appendAndSign(Entries.numbered(0, 10));

        assertThat(step(sealed)).isEqualTo(Step.WAITING);
        assertThatThrownBy(() -> step(sealed))
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining("other validators than those trusted");
        assertThat(rows()).containsExactly("10 submitted 0");
    }

    @Test
    void theSetInForceAtTheBlockDecides() {
        FakeAnchorChain sealed = FakeAnchorChain.sealed(TestLedger.ORIGIN);
        String real = String.join(",", sealed.validators());
        ledger.stop();
        ledger = withSets(Map.of(0, STRANGER, 1, real, 3, STRANGER)).start();
        ledger.appendAndSign(Entries.numbered(0, 10));
        assertThat(step(sealed)).isEqualTo(Step.WAITING);
        assertThat(step(sealed)).isEqualTo(Step.DONE);
        assertThat(anchors().firstCovering(9).orElseThrow().blockNumber()).isEqualTo(1);

        // voted out from block 3 on, or the operator has not heard of who was voted in
        sealed.mineBlock();
        ledger.appendAndSign(Entries.numbered(10, 20));
        assertThat(step(sealed)).isEqualTo(Step.WAITING);
        assertThatThrownBy(() -> step(sealed))
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining("other validators than those trusted for block 3");

        ledger.stop();
        ledger = withSets(Map.of(0, STRANGER, 1, real)).start();
        assertThat(step(sealed)).isEqualTo(Step.DONE);
        assertThat(rows()).containsExactly("10 confirmed 0", "20 confirmed 1");
    }

    @Test
    void blocksBeforeTheFirstSetProveNothing() {
        FakeAnchorChain sealed = FakeAnchorChain.sealed(TestLedger.ORIGIN);
        ledger.stop();
        ledger = withSets(Map.of(2, String.join(",", sealed.validators()))).start();
        ledger.appendAndSign(Entries.numbered(0, 10));

        assertThat(step(sealed)).isEqualTo(Step.WAITING);
        assertThatThrownBy(() -> step(sealed)).hasMessageContaining("no validators are known for block 1");
    }

    /** Addresses by the block from which they are in force. */
    private TestLedger.Builder withSets(Map<Integer, String> sets) {
        TestLedger.Builder builder = builder().after(ledger).with("govshare.ledger.chain.consensus", "qbft");
        int index = 0;
        for (Map.Entry<Integer, String> set : sets.entrySet()) {
            String name = "govshare.ledger.chain.validators[" + index++ + "].";
            builder.with(name + "from-block", set.getKey()).with(name + "addresses", set.getValue());
        }
        return builder;
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
}
