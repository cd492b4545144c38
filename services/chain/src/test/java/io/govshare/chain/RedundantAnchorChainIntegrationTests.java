package io.govshare.chain;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The promises of the port, kept through two endpoints of a development chain. */
class RedundantAnchorChainIntegrationTests extends AnchorChainContractTests {
    private static DevChain devChain;
    private static List<ChainConnection> connections;
    private static String contract;

    @BeforeAll
    static void deploy() {
        devChain = DevChain.start();
        connections = List.of(new ChainConnection(devChain.settings()), new ChainConnection(devChain.settings()));
        contract = InMemorySetupTransactions.deployer(connections.getFirst(), AnchorKey.generate())
                .deploy();
    }

    @AfterAll
    static void stop() {
        connections.forEach(ChainConnection::close);
        devChain.close();
    }

    @Override
    protected AnchorChain openLog() {
        AnchorKey key = AnchorKey.generate();
        InMemorySetupTransactions.deployer(connections.getFirst(), key).open(contract, "test.example/log");
        return new RedundantAnchorChain(
                new Endpoints(List.of("http://one", "http://two"), Clock.systemUTC()),
                connections.stream()
                        .map(node -> new Web3jAnchorChain(node, key, contract, "test.example/log"))
                        .toList(),
                BlockSeals.UNKNOWN,
                Clock.systemUTC());
    }

    @Override
    protected void letBlocksPass() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
