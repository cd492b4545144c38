package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.Unreachable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.TransactionDecoder;

/** Setting up, losing and replacing a chain. */
class AnchorRegistryDeployerIntegrationTests {
    private final AnchorKey key = AnchorKey.generate();
    private DevChain devChain;
    private ChainConnection connection;
    private AnchorRegistryDeployer deployer;

    @BeforeEach
    void start() {
        devChain = DevChain.start();
        connection = new ChainConnection(devChain.settings());
        deployer = InMemorySetupTransactions.deployer(connection, key);
    }

    @AfterEach
    void stop() {
        connection.close();
        devChain.close();
    }

    @Test
    void aRegistryIsDeployedOnceAndFoundAgain() {
        String contract = deployer.deploy();

        assertThat(deployer.deploy()).isEqualTo(contract);
        assertThat(InMemorySetupTransactions.deployer(connection, key).deploy()).isEqualTo(contract);
        assertThat(connection.nextNonce(key.address())).isEqualTo(1);
    }

    @Test
    void aRegistryIsDeployedAlsoByAKeyThatWasUsedBefore() {
        AnchorKey other = AnchorKey.generate();
        InMemorySetupTransactions.deployer(connection, other).open(deployer.deploy(), "test.example/log");

        String second = InMemorySetupTransactions.deployer(connection, other).deploy();

        assertThat(second).isNotEqualTo(deployer.deploy());
        assertThat(new Web3jReadOnlyChain(connection, second, other.logId("test.example/log")).head())
                .isEmpty();
    }

    @Test
    void aLogIsOpenedOnceAndFoundAgain() {
        String contract = deployer.deploy();

        ChainInfo info = deployer.open(contract, "test.example/log");

        assertThat(deployer.open(contract, "test.example/log")).isEqualTo(info);
        assertThat(connection.nextNonce(key.address())).isEqualTo(2);
        assertThat(info)
                .isEqualTo(new ChainInfo(DevChain.CHAIN_ID, contract, key.logId("test.example/log"), key.address()));
        assertThat(new Web3jAnchorChain(connection, key, contract, "test.example/log").info())
                .isEqualTo(info);
    }

    @Test
    void aLogIsNotOpenedInAContractThatIsNoRegistry() {
        assertThatThrownBy(() -> deployer.open(key.address(), "test.example/log"))
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining("no AnchorRegistry");
    }

    @Test
    void theWaitForABlockEndsAndTheNextOneIsForTheSameTransaction() {
        DevChain idle = DevChain.start(Duration.ofHours(1), 4711);
        InMemorySetupTransactions kept = new InMemorySetupTransactions();
        try (idle;
                ChainConnection slow = new ChainConnection(idle.settings())) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(impatient(slow, kept)::deploy)
                        .isInstanceOf(ChainUnavailableException.class)
                        .hasMessageContaining("not mined within PT0.5S");
            }
            assertThat(slow.nextNonce(key.address())).isEqualTo(1);

            idle.mine();
            String contract = impatient(slow, kept).deploy();
            assertThat(slow.nextNonce(key.address())).isEqualTo(1);

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> impatient(slow, kept).open(contract, "test.example/log"))
                        .isInstanceOf(ChainUnavailableException.class);
            }
            idle.mine();
            assertThat(impatient(slow, kept).open(contract, "test.example/log").contract())
                    .isEqualTo(contract);
            assertThat(slow.nextNonce(key.address())).isEqualTo(2);
        }
    }

    @Test
    void aTransactionThatIsKeptFromAChainSetUpAnewIsMadeAgain() {
        InMemorySetupTransactions kept = new InMemorySetupTransactions();
        kept.keep(
                SetupTransactions.Step.DEPLOY,
                key.address(),
                key.sign(new UnsignedTransaction(DevChain.CHAIN_ID, 7, 0, 3_000_000, null, Registry.creationCode())));

        impatient(connection, kept).deploy();

        assertThat(kept.find(SetupTransactions.Step.DEPLOY, key.address()))
                .hasValueSatisfying(
                        transaction -> assertThat(transaction.nonce()).isZero());
    }

    @Test
    void aTransactionIsReplacedWhenTheNodeAsksForMoreByNow() {
        long gwei = 1_000_000_000;
        DevChain idle = DevChain.start(Duration.ofHours(1), DevChain.CHAIN_ID, gwei);
        InMemorySetupTransactions kept = new InMemorySetupTransactions();
        try (idle;
                FaultyNode node = new FaultyNode(idle);
                ChainConnection priced = new ChainConnection(node.settings())) {
            idle.endow(key.address(), 1_000_000_000 * gwei);
            AnchorRegistryDeployer impatient =
                    new AnchorRegistryDeployer(priced, key, new GasPrices(100 * gwei), kept, Duration.ofMillis(500));
            for (long asked : List.of(2 * gwei, 2 * gwei, 3 * gwei)) {
                node.answer("eth_gasPrice", "\"" + Hex.of(asked) + "\"");
                assertThatThrownBy(impatient::deploy).isInstanceOf(ChainUnavailableException.class);
                SignedTransaction waiting =
                        kept.find(SetupTransactions.Step.DEPLOY, key.address()).orElseThrow();
                assertThat(waiting.nonce()).isZero();
                assertThat(TransactionDecoder.decode(Hex.of(waiting.raw())).getGasPrice())
                        .isEqualTo(asked);
            }

            idle.mine();
            assertThat(impatient.deploy()).startsWith("0x");
            assertThat(priced.nextNonce(key.address())).isEqualTo(1);
        }
    }

    @Test
    void anotherKeysTransactionIsNotSent() {
        AnchorKey other = AnchorKey.generate();
        InMemorySetupTransactions kept = new InMemorySetupTransactions();
        kept.keep(
                SetupTransactions.Step.DEPLOY,
                other.address(),
                other.sign(new UnsignedTransaction(DevChain.CHAIN_ID, 0, 0, 3_000_000, null, Registry.creationCode())));

        impatient(connection, kept).deploy();

        assertThat(connection.nextNonce(other.address())).isZero();
        assertThat(connection.nextNonce(key.address())).isEqualTo(1);
    }

    private AnchorRegistryDeployer impatient(ChainConnection through, SetupTransactions kept) {
        return new AnchorRegistryDeployer(through, key, GasPrices.free(), kept, Duration.ofMillis(500));
    }

    @Test
    void theClientOutlivesAnOutageAndNoticesThatTheChainWasReplaced() {
        String contract = deployer.deploy();
        deployer.open(contract, "test.example/log");
        Web3jAnchorChain chain = new Web3jAnchorChain(connection, key, contract, "test.example/log");
        SignedAnchor signed = chain.sign(new HashTree("leaf", 5).request(0, 5), chain.nextNonce());

        devChain.halt();
        assertThat(chain.send(signed)).isInstanceOf(Unreachable.class);
        assertThatThrownBy(chain::chainHead).isInstanceOf(ChainUnavailableException.class);

        devChain.resume();
        assertThat(chain.chainHead().number()).isNotNegative();
        assertThat(chain.send(signed)).isEqualTo(new Unreachable("no AnchorRegistry of this version at " + contract));

        assertThat(deployer.deploy()).isEqualTo(contract);
        deployer.open(contract, "test.example/log");
        assertThat(chain.send(signed)).isEqualTo(new Accepted(signed.txHash()));
    }
}
