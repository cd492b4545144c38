package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.ChainUnavailableException;
import io.govshare.ledger.log.Entries;
import io.govshare.ledger.log.SignedCheckpoint;
import org.junit.jupiter.api.Test;

/** The anchorer's way from a checkpoint to a confirmed anchor, step by step. */
class AnchorerIntegrationTests extends AnchorerSteps {

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
}
