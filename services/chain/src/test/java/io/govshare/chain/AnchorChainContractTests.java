package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.NonceTooLow;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.merkle.Hash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AnchorChain} promises. Subclasses provide one with an open log and nothing anchored yet. */
public abstract class AnchorChainContractTests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String UNKNOWN = "0x" + "ab".repeat(32);

    private final HashTree tree = new HashTree("leaf", 70);
    private AnchorChain chain;

    protected abstract AnchorChain openLog();

    /** Makes the waiting transactions stand in a block, or does nothing where time does it. */
    protected abstract void letBlocksPass();

    @BeforeEach
    void open() {
        chain = openLog();
    }

    @Test
    void aLogWithoutAnchorsHasNoHead() {
        assertThat(chain.head()).isEmpty();
        assertThat(chain.anchoredRoot(1)).isEmpty();
        assertThat(chain.anchoredRoot(0)).isEmpty();
    }

    @Test
    void anAnchoredHeadIsReadBackWithItsBlock() {
        MinedAnchor mined = anchor(tree.request(0, 5));

        assertThat(mined.success()).isTrue();
        assertThat(mined.revertReason()).isNull();
        assertThat(chain.head()).contains(new AnchorHead(5, tree.root(5)));
        assertThat(chain.anchoredRoot(5)).contains(tree.root(5));
        assertThat(chain.anchoredRoot(4)).isEmpty();
        BlockHeader block = chain.block(mined.blockNumber()).orElseThrow();
        assertThat(block.hash()).isEqualTo(mined.blockHash());
        assertThat(block.time()).isEqualTo(mined.time());
        assertThat(chain.chainHead().number()).isGreaterThanOrEqualTo(mined.blockNumber());
        assertThat(chain.chainHead().time()).isAfterOrEqualTo(mined.time());
    }

    @Test
    void anExtensionLeavesEarlierHeadsInPlace() {
        anchor(tree.request(0, 5));
        anchor(tree.request(5, 64));
        anchor(tree.request(64, 70));

        assertThat(chain.head()).contains(new AnchorHead(70, tree.root(70)));
        assertThat(chain.anchoredRoot(5)).contains(tree.root(5));
        assertThat(chain.anchoredRoot(64)).contains(tree.root(64));
    }

    @Test
    void signingTheSameTwiceGivesTheSameTransaction() {
        SignedAnchor one = chain.sign(tree.request(0, 5), 7);
        SignedAnchor two = chain.sign(tree.request(0, 5), 7);

        assertThat(two.transaction().raw()).isEqualTo(one.transaction().raw());
        assertThat(two.txHash()).isEqualTo(one.txHash()).matches("0x[0-9a-f]{64}");
        assertThat(chain.sign(tree.request(0, 5), 8).txHash()).isNotEqualTo(one.txHash());
        assertThat(chain.sign(tree.request(0, 6), 7).txHash()).isNotEqualTo(one.txHash());
    }

    @Test
    void aTransactionMayBeSentAgainAtAnyTime() {
        SignedAnchor signed = chain.sign(tree.request(0, 5), chain.nextNonce());

        assertThat(chain.send(signed)).isEqualTo(new Accepted(signed.txHash()));
        assertThat(chain.send(signed)).isEqualTo(new Accepted(signed.txHash()));
        MinedAnchor mined = awaitMined(signed.txHash());
        assertThat(chain.send(signed)).isEqualTo(new Accepted(signed.txHash()));
        assertThat(awaitMined(signed.txHash())).isEqualTo(mined);
    }

    @Test
    void anotherTransactionWithASpentNonceIsToldSo() {
        long nonce = chain.nextNonce();
        SignedAnchor first = chain.sign(tree.request(0, 5), nonce);
        chain.send(first);
        awaitMined(first.txHash());

        assertThat(chain.send(chain.sign(tree.request(5, 9), nonce))).isInstanceOf(NonceTooLow.class);
        assertThat(chain.head()).contains(new AnchorHead(5, tree.root(5)));
    }

    @Test
    void theNextNonceCountsWhatWaitsToBeMined() {
        long nonce = chain.nextNonce();
        SignedAnchor signed = chain.sign(tree.request(0, 5), nonce);
        assertThat(chain.nextNonce()).isEqualTo(nonce);

        chain.send(signed);

        assertThat(chain.nextNonce()).isEqualTo(nonce + 1);
    }

    @Test
    void aTransactionNobodySentIsNotMined() {
        assertThat(chain.mined(UNKNOWN)).isEmpty();
        assertThat(chain.mined(chain.sign(tree.request(0, 5), chain.nextNonce()).txHash()))
                .isEmpty();
    }

    @Test
    void aRewrittenLogIsRefusedByTheContract() {
        anchor(tree.request(0, 5));

        HashTree rewritten = new HashTree("other", 70);
        MinedAnchor refused = anchor(rewritten.request(5, 9));

        assertThat(refused.success()).isFalse();
        assertThat(refused.revertReason()).startsWith("NotAnExtension(").contains("5, 9");
        assertThat(chain.head()).contains(new AnchorHead(5, tree.root(5)));
        assertThat(chain.anchoredRoot(9)).isEmpty();
    }

    @Test
    void aShorterLogIsRefusedByTheContract() {
        anchor(tree.request(0, 9));

        MinedAnchor refused = anchor(tree.request(0, 5));

        assertThat(refused.success()).isFalse();
        assertThat(refused.revertReason()).startsWith("Shrinks(").contains("9, 5");
    }

    @Test
    void aSecondRootForOneSizeIsRefusedByTheContract() {
        anchor(tree.request(0, 9));

        MinedAnchor refused = anchor(new HashTree("other", 9).request(0, 9));

        assertThat(refused.success()).isFalse();
        assertThat(refused.revertReason())
                .startsWith("Forks(")
                .contains(tree.root(9).hex());
        assertThat(chain.anchoredRoot(9)).contains(tree.root(9));
    }

    @Test
    void theSameHeadMayBeAnchoredTwice() {
        anchor(tree.request(0, 9));

        assertThat(anchor(tree.request(0, 9)).success()).isTrue();
        assertThat(chain.head()).contains(new AnchorHead(9, tree.root(9)));
    }

    @Test
    void anAnchorIsProvenAtItsBlockAndAtLaterOnes() {
        MinedAnchor first = anchor(tree.request(0, 5));
        MinedAnchor second = anchor(tree.request(5, 12));

        for (long block : List.of(first.blockNumber(), second.blockNumber())) {
            AnchorProof proof = chain.prove(5, block);
            assertThat(proof.chain()).isEqualTo(chain.info());
            assertThat(proof.size()).isEqualTo(5);
            assertThat(proof.root()).isEqualTo(tree.root(5));
            assertThat(proof.block()).isEqualTo(chain.block(block).orElseThrow());
            assertThat(rootInReceipt(proof)).contains(tree.root(5));
        }
        assertThat(chain.prove(12, second.blockNumber()).root()).isEqualTo(tree.root(12));
    }

    @Test
    void whatWasNotAnchoredAtABlockIsNotProven() {
        MinedAnchor first = anchor(tree.request(0, 5));
        anchor(tree.request(5, 12));

        assertThatThrownBy(() -> chain.prove(12, first.blockNumber()))
                .isInstanceOf(ChainMismatchException.class)
                .hasMessageContaining("size 12 is not anchored at block " + first.blockNumber());
        assertThatThrownBy(() -> chain.prove(5, first.blockNumber() + 1_000_000))
                .isInstanceOf(StateGoneException.class);
    }

    @Test
    void blocksAreLinkedByTheirHashes() {
        MinedAnchor mined = anchor(tree.request(0, 5));

        BlockHeader block = chain.block(mined.blockNumber()).orElseThrow();
        BlockHeader parent = chain.block(mined.blockNumber() - 1).orElseThrow();

        assertThat(block.parentHash()).isEqualTo(parent.hash());
        assertThat(block.rlp()).startsWith("0x").contains(block.stateRoot().substring(2));
        assertThat(chain.block(mined.blockNumber() + 1_000_000)).isEmpty();
    }

    @Test
    void aLogIsIdentifiedByItsKey() {
        ChainInfo info = chain.info();

        assertThat(info.logId()).matches("0x[0-9a-f]{64}");
        assertThat(info.contract()).matches("0x[0-9a-f]{40}");
        assertThat(info.sender()).matches("0x[0-9a-f]{40}");
        assertThat(openLog().info().logId()).isNotEqualTo(info.logId());
    }

    @Test
    void heldRequestsCannotBeChanged() {
        SignedAnchor signed = chain.sign(tree.request(0, 5), 0);
        byte[] raw = signed.transaction().raw();
        raw[0]++;

        assertThat(signed.transaction().raw()).isNotEqualTo(raw);
        assertThatThrownBy(() -> new AnchorRequest(0, tree.root(1), List.<Hash>of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** From the header's bytes to the slot, as the holder of a receipt goes. */
    private static Optional<Hash> rootInReceipt(AnchorProof proof) {
        Hash stateRoot = io.govshare.proof.chain.BlockHeader.parse(
                        Hex.bytes(proof.block().rlp()))
                .stateRoot();
        Hash storageRoot = AnchorRegistryState.storageRoot(
                        stateRoot, Address.of(Hex.bytes(proof.chain().contract())), bytes(proof.accountProof()))
                .orElseThrow();
        return AnchorRegistryState.anchoredRoot(
                storageRoot, Hash.fromHex(proof.chain().logId()), proof.size(), bytes(proof.storageProof()));
    }

    private static List<byte[]> bytes(List<String> nodes) {
        return nodes.stream().map(Hex::bytes).toList();
    }

    private MinedAnchor anchor(AnchorRequest request) {
        SignedAnchor signed = chain.sign(request, chain.nextNonce());
        assertThat(chain.send(signed)).isEqualTo(new Accepted(signed.txHash()));
        return awaitMined(signed.txHash());
    }

    private MinedAnchor awaitMined(String txHash) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            letBlocksPass();
            Optional<MinedAnchor> mined = chain.mined(txHash);
            if (mined.isPresent()) {
                return mined.get();
            }
        }
        throw new AssertionError(txHash + " is not mined after " + PATIENCE);
    }
}
