package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.BesuNetwork;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.Entries;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.merkle.Hash;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The ledger on a real Besu QBFT network: what it keeps of an anchor is what a receipt needs to hold. */
@EnabledIfEnvironmentVariable(named = BesuNetwork.VARIABLE, matches = ".+", disabledReason = BesuNetwork.ABSENT)
class AnchorOnBesuIntegrationTests {

    @TempDir
    private Path directory;

    private BesuNetwork network;
    private TestLedger ledger;

    @BeforeEach
    void start() {
        network = BesuNetwork.connect();
        ledger = builder(0).start();
    }

    @AfterEach
    void stop() {
        ledger.close();
        network.close();
    }

    @Test
    void everyKeptAnchorIsInABlockThatAQuorumHasSealed() {
        anchor(0, 10);
        anchor(10, 300);
        anchor(300, 301);

        for (Anchor.Confirmed anchor : ledger.get(Anchors.class).newest(Long.MAX_VALUE, 10)) {
            assertThat(network.defect(anchor.header())).isEmpty();
            assertThat(rootInState(anchor))
                    .isEqualTo(anchor.root())
                    .isEqualTo(ledger.get(Checkpoints.class)
                            .at(anchor.size())
                            .orElseThrow()
                            .root());
        }
        assertThat(ledger.get(Anchors.class).firstCovering(300))
                .hasValueSatisfying(anchor -> assertThat(anchor.size()).isEqualTo(301));
    }

    @Test
    void aLedgerThatMovesToAnotherNodeGoesOn() {
        anchor(0, 10);
        ledger.stop();

        ledger = builder(network.nodes().size() - 1).after(ledger).start();
        anchor(10, 50);

        assertThat(ledger.anchorsIn("abandoned")).isZero();
    }

    private TestLedger.Builder builder(int node) {
        return TestLedger.builder(directory)
                .anchoring(network.nodes().get(node).settings().url())
                .with("govshare.ledger.chain.id", network.chainId())
                .with("govshare.ledger.chain.consensus", "qbft")
                .with(
                        "govshare.ledger.chain.validators",
                        network.validators().stream().map(Address::toString).collect(Collectors.joining(",")));
    }

    private void anchor(long from, long to) {
        ledger.appendAndSign(Entries.numbered(from, to));
        ledger.awaitAnchored(to);
    }

    private Hash rootInState(Anchor.Confirmed anchor) {
        Registry registry = ledger.get(Registries.class).find().orElseThrow();
        Hash state = BlockHeader.parse(HexText.parse(anchor.header())).stateRoot();
        Hash storage = AnchorRegistryState.storageRoot(
                        state, Address.parse(registry.contract()), bytes(anchor.accountProof()))
                .orElseThrow();
        return AnchorRegistryState.anchoredRoot(
                        storage, Hash.fromHex(registry.logId()), anchor.size(), bytes(anchor.storageProof()))
                .orElseThrow();
    }

    private static List<byte[]> bytes(List<String> nodes) {
        return nodes.stream().map(HexText::parse).toList();
    }
}
