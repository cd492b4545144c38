package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.NonceTooLow;
import io.govshare.chain.AnchorOutcome.Rejected;
import io.govshare.chain.EndpointStatus.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of transactions when nodes keep them to themselves, refuse them or mislead. */
class SendingIntegrationTests extends SeveralNodes {
    @Test
    void aTransactionThatANodeKeepsToItselfIsGivenToTheOthersAndTheNodeNamed() throws Exception {
        nodes.get(0).swallowTransactions();
        long start = chain.chainHead().number();
        SignedAnchor signed = chain.sign(tree.request(0, 5), chain.nextNonce());
        assertThat(chain.send(signed)).isEqualTo(new Accepted(signed.txHash()));
        while (chain.chainHead().number() <= start + 3) {
            Thread.sleep(50);
        }
        assertThat(chain.mined(signed.txHash())).isEmpty();

        assertThat(chain.sendEverywhere(signed)).isEqualTo(new Accepted(signed.txHash()));

        assertThat(status(0).state()).isEqualTo(State.DOUBTED);
        assertThat(status(0).problem()).startsWith("took transaction " + signed.txHash() + " at block ");
        MinedAnchor mined = awaitMined(signed.txHash());
        assertThat(chain.prove(5, mined.blockNumber()).root()).isEqualTo(tree.root(5));
    }

    @Test
    void whatOneNodeRefusesAnotherTakes() {
        nodes.get(0).refuse("eth_sendRawTransaction", -32009, "Gas price below configured minimum gas price");
        nodes.get(1).refuse("eth_sendRawTransaction", -32001, "Nonce too low");
        nodes.get(1).answer("eth_getTransactionByHash", "null");

        MinedAnchor mined = anchor(tree.request(0, 5));

        assertThat(chain.prove(5, mined.blockNumber()).root()).isEqualTo(tree.root(5));
        nodes.get(1).goAway();
        nodes.get(2).goAway();
        assertThat(chain.send(chain.sign(tree.request(5, 9), chain.nextNonce())))
                .isEqualTo(new Rejected("Gas price below configured minimum gas price"));
    }

    @Test
    void whoSaysToHaveATransactionWhoseNonceIsSpentElsewhereIsPassedOver() {
        chain.chainHead();
        long nonce = chain.nextNonce();
        anchor(tree.request(0, 5));
        SignedAnchor stale = chain.sign(tree.request(5, 9), nonce);
        nodes.get(0).swallowTransactions();
        assertThat(chain.send(stale)).isEqualTo(new Accepted(stale.txHash()));

        assertThat(chain.sendEverywhere(stale)).isInstanceOf(NonceTooLow.class);

        assertThat(status(0).state()).isEqualTo(State.DOUBTED);
        assertThat(status(0).problem())
                .isEqualTo("took transaction " + stale.txHash() + ", whose nonce is spent elsewhere");
    }

    @Test
    void whoToldOfTheHeadThatATransactionWasBuiltOnIsPassedOverWhenThatCameToNothing() {
        anchor(tree.request(0, 5));
        nodes.get(0).answer("eth_call", "\"0x" + "0".repeat(3 * 64) + "\"");
        chain.chainHead();
        assertThat(chain.head()).isEmpty();

        chain.passOver("reverted");

        assertThat(status(0).problem()).isEqualTo("reverted");
        assertThat(chain.head()).contains(new AnchorHead(5, tree.root(5)));
        nodes.get(0).recover();
        clock.advance(Duration.ofSeconds(11));
        chain.chainHead();
        assertThat(states()).containsExactly(State.READY, State.READY, State.READY);
    }
}
