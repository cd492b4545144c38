package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.EndpointStatus.State;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What several nodes have to agree on, and who is doubted when they do not. */
class SecondOpinionIntegrationTests extends SeveralNodes {
    private static DevChain invented;

    /** With the same contract at the same address, as only a deliberate liar would have it. */
    @BeforeAll
    static void invent() {
        invented = DevChain.start();
        deploy(invented);
    }

    @AfterAll
    static void endInvention() {
        invented.close();
    }

    @Test
    void aProofThatIsNoneIsTheProversFaultAndTheNextOneIsAsked() {
        chain.chainHead();
        MinedAnchor mined = anchor(tree.request(0, 5));
        nodes.get(0).answer("eth_getProof", "{}");

        assertThatThrownBy(() -> chain.prove(5, mined.blockNumber())).isInstanceOf(ChainMismatchException.class);

        assertThat(status(0).state()).isEqualTo(State.DOUBTED);
        assertThat(chain.prove(5, mined.blockNumber()).root()).isEqualTo(tree.root(5));
    }

    @Test
    void whatTheContractHoldsIsToldByTwoNodesAndNobodyIsBlamed() {
        anchor(tree.request(0, 5));
        chain.chainHead();
        nodes.get(0).answer("eth_call", "\"0x" + "0".repeat(64) + "\"");
        assertThat(chain.anchoredRoot(5)).isEmpty();
        assertThat(chain.agreedRoot(5)).contains(tree.root(5));
        assertThat(chain.agreedRoot(6)).isEmpty();
        assertThat(states()).containsExactly(State.READY, State.READY, State.READY);

        nodes.get(2).goAway();
        assertThatThrownBy(() -> chain.agreedRoot(5)).isInstanceOf(UnagreedException.class);
    }

    @Test
    void aProofNeedsASecondNodeThatHasTheBlock() {
        MinedAnchor mined = anchor(tree.request(0, 5));
        nodes.get(1).goAway();
        nodes.get(2).goAway();

        assertThatThrownBy(() -> chain.prove(5, mined.blockNumber()))
                .isInstanceOf(UnagreedException.class)
                .hasMessageStartingWith(
                        nodes.get(0).url() + ": no second endpoint agrees on block " + mined.blockNumber())
                .hasMessageContaining(nodes.get(2).url().toString());

        nodes.get(2).recover();
        clock.advance(Duration.ofSeconds(1));
        assertThat(chain.prove(5, mined.blockNumber()).root()).isEqualTo(tree.root(5));
    }

    @Test
    void inventedBlocksProveNothingAndTheirInventorIsPassedOver() {
        InMemorySetupTransactions.deployer(lie(0), key).open(contract, ORIGIN);
        MinedAnchor fiction = anchor(tree.request(0, 5));

        for (int i = 0; i < 12 && status(0).state() != State.DOUBTED; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertThatThrownBy(() -> chain.prove(5, fiction.blockNumber()))
                    .isInstanceOfAny(ChainMismatchException.class, UnagreedException.class)
                    .hasMessageStartingWith(nodes.get(0).url().toString());
        }
        assertThat(status(0).state()).isEqualTo(State.DOUBTED);
        assertThat(status(0).problem()).contains("block " + fiction.blockNumber());

        // the truth: it was never anchored, and is now
        assertThat(chain.head()).isEmpty();
        MinedAnchor mined = anchor(tree.request(0, 5));
        assertThat(chain.prove(5, mined.blockNumber()).root()).isEqualTo(tree.root(5));
    }

    @Test
    void twoThatDisagreeAreATieAndProveNothing() {
        disconnect();
        connect(2);
        MinedAnchor mined = anchor(tree.request(0, 5));
        InMemorySetupTransactions.deployer(lie(1), key).open(contract, ORIGIN);
        while (chain.chainHead().number() < mined.blockNumber() || !has(1, mined.blockNumber())) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> chain.prove(5, mined.blockNumber()))
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining(
                        nodes.get(0).url() + ": has block " + mined.blockNumber() + " as " + mined.blockHash())
                .hasMessageContaining(nodes.get(1).url() + " has block " + mined.blockNumber() + " as 0x");
    }

    @Test
    void whoContradictsTwoOthersIsDoubted() {
        MinedAnchor mined = anchor(tree.request(0, 5));
        InMemorySetupTransactions.deployer(lie(1), key).open(contract, ORIGIN);
        while (!has(1, mined.blockNumber())) {
            Thread.onSpinWait();
        }

        assertThat(chain.prove(5, mined.blockNumber()).root()).isEqualTo(tree.root(5));
        assertThat(status(1).state()).isEqualTo(State.DOUBTED);
        assertThat(status(1).problem()).contains("two others differ");
    }

    /** From now on the node tells of a chain that it keeps for itself. */
    private ChainConnection lie(int node) {
        nodes.get(node).inventBlocks(invented);
        return connections.get(node);
    }

    private boolean has(int node, long block) {
        return new Web3jReadOnlyChain(
                        connections.get(node), contract, chain.info().logId())
                .block(block)
                .isPresent();
    }
}
