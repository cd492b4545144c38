package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorOutcome.Unreachable;
import io.govshare.chain.EndpointStatus.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who of several nodes is asked, when some are away, late, foreign or behind. */
class FailoverIntegrationTests extends SeveralNodes {
    @Test
    void aQuestionGoesOnToTheNextNodeAndTheAbsentOneIsLeftAloneForAWhile() {
        assertThat(chain.chainHead().number()).isPositive();
        assertThat(states()).containsExactly(State.READY, State.READY, State.READY);
        nodes.get(0).goAway();

        assertThat(chain.head()).isEmpty();
        assertThat(status(0).problem())
                .startsWith("eth_chainId at " + nodes.get(0).url());
        assertThat(states()).containsExactly(State.AWAY, State.READY, State.READY);
        int before = nodes.get(0).asked("eth_chainId");
        assertThat(chain.head()).isEmpty();
        assertThat(nodes.get(0).asked("eth_chainId")).isEqualTo(before);

        nodes.get(0).recover();
        clock.advance(Duration.ofSeconds(1));
        assertThat(chain.head()).isEmpty();
        assertThat(nodes.get(0).asked("eth_chainId")).isEqualTo(before);
        chain.chainHead();
        assertThat(chain.head()).isEmpty();
        assertThat(status(0))
                .isEqualTo(new EndpointStatus(
                        nodes.get(0).url().toString(), State.READY, status(0).head(), null));
    }

    @Test
    void theAbsenceGrowsAndStaysShort() {
        nodes.get(0).goAway();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(5));
            int before = nodes.get(0).asked("eth_chainId");
            chain.chainHead();
            assertThat(nodes.get(0).asked("eth_chainId")).isGreaterThan(before);
        }
    }

    @Test
    void whenAllAreAwayEachIsNamed() {
        nodes.forEach(FaultyNode::goAway);

        assertThatThrownBy(chain::head)
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessageStartingWith(
                        "no endpoint can be used: " + nodes.get(0).url())
                .hasMessageContaining(nodes.get(2).url() + ": eth_chainId");
        assertThat(chain.send(chain.sign(tree.request(0, 5), 0))).isInstanceOf(Unreachable.class);
        assertThatThrownBy(chain::chainHead).isInstanceOf(ChainUnavailableException.class);
    }

    @Test
    void onlyWhenNoneIsToBeBelievedTheChainIsNotTheExpectedOne() {
        nodes.get(0).answer("eth_chainId", "\"0x1\"");
        nodes.get(1).goAway();
        nodes.get(2).goAway();
        assertThatThrownBy(chain::head)
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessageContaining("serves chain 1");

        nodes.forEach(node -> {
            node.recover();
            node.answer("eth_chainId", "\"0x1\"");
        });
        clock.advance(Duration.ofSeconds(11));
        assertThatThrownBy(chain::head).isInstanceOf(ChainMismatchException.class);
    }

    @Test
    void aNodeOfAnotherChainIsNamedAndNotUsed() {
        int before = nodes.get(0).asked("eth_sendRawTransaction");
        nodes.get(0).answer("eth_chainId", "\"0x1\"");
        anchor(tree.request(0, 5));

        assertThat(status(0).state()).isEqualTo(State.DOUBTED);
        assertThat(status(0).problem()).isEqualTo("the node at " + nodes.get(0).url() + " serves chain 1, not 31337");
        assertThat(nodes.get(0).asked("eth_sendRawTransaction")).isEqualTo(before);
    }

    @Test
    void aNodeThatLagsIsNamedAndNotUsedUntilItHasCaughtUp() throws Exception {
        nodes.get(0).freezeHead();
        long frozen = new Web3jReadOnlyChain(
                        connections.get(0), contract, chain.info().logId())
                .chainHead()
                .number();
        while (chain.chainHead().number() <= frozen + 6) {
            Thread.sleep(50);
        }

        assertThat(status(0).state()).isEqualTo(State.LAGGING);
        assertThat(status(0).problem()).startsWith("at block " + frozen + ", the chain at block ");
        int before = nodes.get(0).asked("eth_call");
        assertThat(chain.head()).isEmpty();
        assertThat(nodes.get(0).asked("eth_call")).isEqualTo(before);

        nodes.get(0).recover();
        chain.chainHead();
        assertThat(status(0).state()).isEqualTo(State.READY);
    }

    @Test
    void aHeightThatOneNodeInventsMakesNobodyLag() {
        String invention =
                "{\"number\":\"0x10000000000\",\"hash\":\"0x" + "11".repeat(32) + "\",\"timestamp\":\"0x1\"}";
        nodes.get(2).answer("eth_getBlockByNumber", invention);
        chain.chainHead();
        assertThat(states()).containsExactly(State.READY, State.READY, State.READY);
        MinedAnchor mined = anchor(tree.request(0, 5));
        assertThat(chain.prove(5, mined.blockNumber()).root()).isEqualTo(tree.root(5));

        nodes.get(2).recover();
        nodes.get(0).answer("eth_getBlockByNumber", invention);
        assertThat(chain.chainHead().number()).isBetween(mined.blockNumber(), mined.blockNumber() + 1_000_000);
        assertThat(states()).containsExactly(State.READY, State.READY, State.READY);
    }

    @Test
    void aHungNodeHoldsNobodyUpForLongerThanTwoSeconds() {
        nodes.get(0).hang(Duration.ofSeconds(30));
        long begin = System.nanoTime();
        assertThat(chain.chainHead().number()).isPositive();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));

        assertThat(status(0).problem()).isEqualTo("no answer within 2 s");
        begin = System.nanoTime();
        assertThat(chain.chainHead().number()).isPositive();
        assertThat(chain.head()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aNodeThatAnswersLateIsLeftAloneWhileAnotherOneIsReady() {
        chain.chainHead();
        nodes.get(0).hang(Duration.ofMillis(1_200));
        assertThat(chain.gasPrice()).isNotNegative(); // two requests
        assertThat(status(0).state()).isEqualTo(State.AWAY);
        assertThat(status(0).problem()).startsWith("answered after 2");

        int before = nodes.get(0).asked("eth_gasPrice");
        clock.advance(Duration.ofSeconds(1));
        assertThat(chain.gasPrice()).isNotNegative();
        assertThat(nodes.get(0).asked("eth_gasPrice")).isEqualTo(before);

        nodes.get(0).recover();
        chain.chainHead();
        assertThat(states()).containsExactly(State.READY, State.READY, State.READY);
    }

    @Test
    void whoeverGaveImpossibleAnswersIsAskedAgainLater() {
        assertThat(chain.head()).isEmpty();
        chain.doubt("the contract holds another log");
        assertThat(states().getFirst()).isEqualTo(State.DOUBTED);
        assertThat(chain.head()).isEmpty();

        clock.advance(Duration.ofSeconds(11));
        chain.chainHead();
        assertThat(states().getFirst()).isEqualTo(State.READY);
        chain.doubt("again");
        clock.advance(Duration.ofSeconds(11));
        chain.chainHead();
        assertThat(states().getFirst()).isEqualTo(State.DOUBTED);
    }

    @Test
    void aSingleEndpointIsAlwaysAskedAndBelieved() {
        disconnect();
        connect(1);
        nodes.get(0).goAway();
        assertThatThrownBy(chain::head)
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessageStartingWith("eth_chainId at ");
        nodes.get(0).recover();
        MinedAnchor mined = anchor(tree.request(0, 5));
        assertThat(chain.prove(5, mined.blockNumber()).root()).isEqualTo(tree.root(5));
        chain.doubt("is of no use");
        assertThat(states()).containsExactly(State.READY);
    }
}
