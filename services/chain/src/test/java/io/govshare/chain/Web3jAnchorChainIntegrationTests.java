package io.govshare.chain;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The promises of the port, kept over JSON-RPC on a development chain. */
class Web3jAnchorChainIntegrationTests extends AnchorChainContractTests {
    private static DevChain devChain;
    private static ChainConnection connection;
    private static String contract;

    @BeforeAll
    static void deploy() {
        devChain = DevChain.start();
        connection = new ChainConnection(devChain.settings());
        contract = InMemorySetupTransactions.deployer(connection, AnchorKey.generate())
                .deploy();
    }

    @AfterAll
    static void stop() {
        connection.close();
        devChain.close();
    }

    @Override
    protected AnchorChain openLog() {
        AnchorKey key = AnchorKey.generate();
        InMemorySetupTransactions.deployer(connection, key).open(contract, "test.example/log");
        return new Web3jAnchorChain(connection, key, contract, "test.example/log");
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
