package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.QbftSeals;
import io.govshare.proof.merkle.Hash;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The promises of the port on a real Besu QBFT network, and what only such a network can give: blocks that a quorum of
 * validators has sealed.
 */
@EnabledIfEnvironmentVariable(named = BesuNetwork.VARIABLE, matches = ".+", disabledReason = BesuNetwork.ABSENT)
class BesuAnchorChainIntegrationTests extends AnchorChainContractTests {
    private static final String ORIGIN = "test.example/log";

    private static BesuNetwork network;
    private static String contract;

    @BeforeAll
    static void deploy() {
        network = BesuNetwork.connect();
        contract = InMemorySetupTransactions.deployer(network.node(), AnchorKey.generate())
                .deploy();
    }

    @AfterAll
    static void disconnect() {
        network.close();
    }

    @Override
    protected AnchorChain openLog() {
        return openLog(AnchorKey.generate());
    }

    private static AnchorChain openLog(AnchorKey key) {
        InMemorySetupTransactions.deployer(network.node(), key).open(contract, ORIGIN);
        return new Web3jAnchorChain(network.node(), key, contract, ORIGIN);
    }

    @Override
    protected void letBlocksPass() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aProvenAnchorIsSealedByAQuorumOfTheValidators() {
        BlockHeader block = anchored(openLog()).block();

        assertThat(network.defect(block.rlp())).isEmpty();
        assertThat(header(block).hash(io.govshare.proof.chain.Consensus.QBFT)).isEqualTo(Hash.fromHex(block.hash()));
    }

    @Test
    void theSealsCountForNobodyElse() {
        io.govshare.proof.chain.BlockHeader header = header(anchored(openLog()).block());
        List<Address> others = network.validators().stream()
                .map(_ -> Address.of(Hex.bytes(AnchorKey.generate().address())))
                .toList();

        assertThat(QbftSeals.defect(header, others)).isPresent();
        assertThat(QbftSeals.defect(
                        header,
                        network.validators().subList(1, network.validators().size())))
                .isPresent();
    }

    /** Nodes may hold different seals of one block; its hash leaves them out, and each set must do. */
    @Test
    void everyNodeGivesTheSameBlockSealed() {
        BlockHeader block = anchored(openLog()).block();

        for (ChainConnection node : network.nodes()) {
            BlockHeader told = awaitBlock(node, block.number());
            assertThat(told.hash()).isEqualTo(block.hash());
            assertThat(network.defect(told.rlp())).isEmpty();
        }
    }

    @Test
    void anAnchorGoesOnAtAnotherNode() {
        AnchorKey key = AnchorKey.generate();
        AnchorProof proof = anchored(openLog(key));

        ChainConnection other = network.nodes().getLast();
        awaitBlock(other, proof.block().number());
        AnchorChain there = new Web3jAnchorChain(other, key, contract, ORIGIN);
        assertThat(there.head()).contains(new AnchorHead(5, proof.root()));
        assertThat(there.prove(5, proof.block().number()).root()).isEqualTo(proof.root());
    }

    private AnchorProof anchored(AnchorChain chain) {
        SignedAnchor signed = chain.sign(new HashTree("leaf", 5).request(0, 5), chain.nextNonce());
        assertThat(chain.send(signed)).isInstanceOf(Accepted.class);
        Optional<MinedAnchor> mined = chain.mined(signed.txHash());
        for (int i = 0; i < 400 && mined.isEmpty(); i++) {
            letBlocksPass();
            mined = chain.mined(signed.txHash());
        }
        return chain.prove(5, mined.orElseThrow().blockNumber());
    }

    private BlockHeader awaitBlock(ChainConnection node, long number) {
        Web3jReadOnlyChain reading = new Web3jReadOnlyChain(node, contract, "0x" + "00".repeat(32));
        Optional<BlockHeader> block = reading.block(number);
        for (int i = 0; i < 200 && block.isEmpty(); i++) {
            letBlocksPass();
            block = reading.block(number);
        }
        return block.orElseThrow();
    }

    private static io.govshare.proof.chain.BlockHeader header(BlockHeader block) {
        return io.govshare.proof.chain.BlockHeader.parse(Hex.bytes(block.rlp()));
    }
}
