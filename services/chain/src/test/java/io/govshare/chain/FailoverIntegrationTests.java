package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.NonceTooLow;
import io.govshare.chain.AnchorOutcome.Rejected;
import io.govshare.chain.AnchorOutcome.Unreachable;
import io.govshare.chain.EndpointStatus.State;
import io.govshare.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes in front of one development chain, of which some are away, late, foreign or dishonest. */
class FailoverIntegrationTests {
    private static final String ORIGIN = "test.example/log";

    private static DevChain devChain;
    private static DevChain invented;
    private static String contract;

    private final HashTree tree = new HashTree("leaf", 70);
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final AnchorKey key = AnchorKey.generate();

    private List<FaultyNode> nodes;
    private List<ChainConnection> connections;
    private Endpoints endpoints;
    private RedundantAnchorChain chain;

    /** The same contract at the same address on both chains, as only a deliberate liar would have it. */
    @BeforeAll
    static void deploy() {
        devChain = DevChain.start();
        invented = DevChain.start();
        AnchorKey deployer = AnchorKey.generate();
        for (DevChain each : List.of(devChain, invented)) {
            try (ChainConnection connection = new ChainConnection(each.settings())) {
                contract =
                        InMemorySetupTransactions.deployer(connection, deployer).deploy();
            }
        }
    }

    @AfterAll
    static void stop() {
        devChain.close();
        invented.close();
    }

    @BeforeEach
    void connect() {
        connect(3);
    }

    private void connect(int count) {
        nodes = IntStream.range(0, count)
                .mapToObj(_ -> new FaultyNode(devChain))
                .toList();
        connections =
                nodes.stream().map(node -> new ChainConnection(node.settings())).toList();
        endpoints = new Endpoints(
                nodes.stream().map(node -> node.settings().endpoint()).toList(), clock);
        chain = new RedundantAnchorChain(
                endpoints,
                connections.stream()
                        .map(node -> new Web3jAnchorChain(node, key, contract, ORIGIN))
                        .toList(),
                BlockSeals.UNKNOWN,
                clock);
        InMemorySetupTransactions.deployer(connections.getFirst(), key).open(contract, ORIGIN);
    }

    @AfterEach
    void disconnect() {
        chain.close();
        connections.forEach(ChainConnection::close);
        nodes.forEach(FaultyNode::close);
    }

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
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));

        assertThat(status(0).problem()).isEqualTo("no answer within 2 s");
        begin = System.nanoTime();
        assertThat(chain.chainHead().number()).isPositive();
        assertThat(chain.head()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
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

    private EndpointStatus status(int node) {
        return endpoints.statuses().get(node);
    }

    private List<State> states() {
        return endpoints.statuses().stream().map(EndpointStatus::state).toList();
    }

    private MinedAnchor anchor(AnchorRequest request) {
        SignedAnchor signed = chain.sign(request, chain.nextNonce());
        assertThat(chain.send(signed)).isEqualTo(new Accepted(signed.txHash()));
        return awaitMined(signed.txHash());
    }

    private MinedAnchor awaitMined(String txHash) {
        Optional<MinedAnchor> mined = chain.mined(txHash);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (mined.isEmpty() && System.nanoTime() < deadline) {
            mined = chain.mined(txHash);
        }
        return mined.orElseThrow();
    }
}
