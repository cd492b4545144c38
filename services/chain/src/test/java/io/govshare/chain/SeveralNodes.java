package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.AnchorOutcome.Accepted;
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

/** Three nodes in front of one development chain, and a log that is reached through all of them. */
abstract class SeveralNodes {
    static final String ORIGIN = "test.example/log";

    static final AnchorKey DEPLOYER = AnchorKey.generate();

    static DevChain devChain;
    static String contract;

    final HashTree tree = new HashTree("leaf", 70);
    final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    final AnchorKey key = AnchorKey.generate();

    List<FaultyNode> nodes;
    List<ChainConnection> connections;
    Endpoints endpoints;
    RedundantAnchorChain chain;

    @BeforeAll
    static void deploy() {
        devChain = DevChain.start();
        contract = deploy(devChain);
    }

    /** The same contract at the same address on whatever chain. */
    static String deploy(DevChain on) {
        try (ChainConnection connection = new ChainConnection(on.settings())) {
            return InMemorySetupTransactions.deployer(connection, DEPLOYER).deploy();
        }
    }

    @AfterAll
    static void stop() {
        devChain.close();
    }

    @BeforeEach
    void connect() {
        connect(3);
    }

    final void connect(int count) {
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

    final EndpointStatus status(int node) {
        return endpoints.statuses().get(node);
    }

    final List<State> states() {
        return endpoints.statuses().stream().map(EndpointStatus::state).toList();
    }

    final MinedAnchor anchor(AnchorRequest request) {
        SignedAnchor signed = chain.sign(request, chain.nextNonce());
        assertThat(chain.send(signed)).isEqualTo(new Accepted(signed.txHash()));
        return awaitMined(signed.txHash());
    }

    final MinedAnchor awaitMined(String txHash) {
        Optional<MinedAnchor> mined = chain.mined(txHash);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (mined.isEmpty() && System.nanoTime() < deadline) {
            mined = chain.mined(txHash);
        }
        return mined.orElseThrow();
    }
}
