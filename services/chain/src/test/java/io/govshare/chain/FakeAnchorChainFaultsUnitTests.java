package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.Rejected;
import io.govshare.chain.AnchorOutcome.Unreachable;
import org.junit.jupiter.api.Test;

/** The faults that tests of other modules switch on. */
class FakeAnchorChainFaultsUnitTests {
    private final FakeAnchorChain chain = FakeAnchorChain.patient("test.example/log");
    private final HashTree tree = new HashTree("leaf", 9);

    @Test
    void aChainThatIsDownAnswersNothingAndLosesNothing() {
        SignedAnchor signed = chain.sign(tree.request(0, 5), 0);
        chain.goDown();

        assertThat(chain.send(signed)).isInstanceOf(Unreachable.class);
        assertThatThrownBy(chain::head).isInstanceOf(ChainUnavailableException.class);
        assertThatThrownBy(() -> chain.mined(signed.txHash())).isInstanceOf(ChainUnavailableException.class);

        chain.comeBack();
        assertThat(chain.send(signed)).isInstanceOf(Accepted.class);
    }

    @Test
    void aSwallowedTransactionIsAcceptedAndNeverMined() {
        SignedAnchor signed = chain.sign(tree.request(0, 5), 0);
        chain.swallowTransactions(true);
        assertThat(chain.send(signed)).isInstanceOf(Accepted.class);
        chain.mineBlock();
        assertThat(chain.mined(signed.txHash())).isEmpty();

        chain.swallowTransactions(false);
        chain.send(signed);
        chain.mineBlock();
        assertThat(chain.mined(signed.txHash())).isPresent();
    }

    @Test
    void aRejectionIsGivenWithItsReasonUntilItEnds() {
        chain.rejectWith("not authorized");
        assertThat(chain.send(chain.sign(tree.request(0, 5), 0))).isEqualTo(new Rejected("not authorized"));

        chain.rejectWith(null);
        assertThat(chain.send(chain.sign(tree.request(0, 5), 0))).isInstanceOf(Accepted.class);
    }

    @Test
    void aForgottenStateIsProvenAtTheHeadInstead() {
        chain.send(chain.sign(tree.request(0, 5), 0));
        chain.mineBlock();
        chain.mineBlock();
        chain.forgetOldStates();

        assertThatThrownBy(() -> chain.prove(5, 1)).isInstanceOf(StateGoneException.class);
        assertThat(chain.prove(5, chain.chainHead().number()).root()).isEqualTo(tree.root(5));
    }

    @Test
    void transactionsAreMinedInTheOrderOfTheirNonces() {
        SignedAnchor first = chain.sign(tree.request(0, 5), 0);
        SignedAnchor second = chain.sign(tree.request(5, 9), 1);
        chain.send(second);
        chain.mineBlock();
        assertThat(chain.mined(second.txHash())).isEmpty();

        chain.send(first);
        chain.mineBlock();

        assertThat(chain.mined(second.txHash())).isPresent();
        assertThat(chain.head()).contains(new AnchorHead(9, tree.root(9)));
    }
}
