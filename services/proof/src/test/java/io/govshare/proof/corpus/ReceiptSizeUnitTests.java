package io.govshare.proof.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.TestTrie;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.merkle.ProofPaths;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** How large receipts are in a log of a million entries, on a chain with thousands of anchors and hundreds of accounts. */
class ReceiptSizeUnitTests {
    private static final int SIZE = 1_000_003;
    private static final World WORLD = new World("size", 20261, Consensus.QBFT, World.validators(4));
    private static final Anchoring ANCHORING = anchoring();

    @Test
    void receiptAloneHasAtMostTwelveKilobytes() {
        assertThat(bytes(receipt(7, 654_321).toJson())).isLessThanOrEqualTo(12_000);
    }

    @Test
    void recordInABundleOfHundredHasAtMostTwoAndAHalfKilobytes() {
        assertThat(bytes(bundle(ReceiptSizeUnitTests::consecutive))).isLessThanOrEqualTo(100 * 2_500);
        assertThat(bytes(bundle(ReceiptSizeUnitTests::scattered))).isLessThanOrEqualTo(100 * 2_500);
    }

    /** Why there is no second form besides JSON. */
    @Test
    void compressedJsonIsAboutAsSmallAsACompactForm() throws IOException {
        JsonValue alone = receipt(7, 654_321).toJson();
        assertThat(compressed(alone)).isLessThan(CompactForm.of(alone).length * 11 / 10);
        for (JsonValue bundle :
                List.of(bundle(ReceiptSizeUnitTests::consecutive), bundle(ReceiptSizeUnitTests::scattered))) {
            assertThat(compressed(bundle)).isLessThan(CompactForm.of(bundle).length * 7 / 10);
        }
    }

    private static int compressed(JsonValue json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(JsonWriter.bytes(json));
        }
        return out.size();
    }

    private static int bytes(JsonValue json) {
        return JsonWriter.bytes(json).length;
    }

    private static int consecutive(int i) {
        return 500_000 + i;
    }

    private static int scattered(int i) {
        return (int) (i * 7_368_787L % SIZE);
    }

    private static JsonValue bundle(IntUnaryOperator leaf) {
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            receipts.add(receipt(i, leaf.applyAsInt(i)));
        }
        return new ReceiptBundle(receipts).toJson();
    }

    /** A record of six fields, all of them shown, as open data of public works have them. */
    private static Receipt receipt(int number, int leaf) {
        Sealers sealers = WORLD.sealers();
        List<String> fields = List.of(
                sealers.field("title", "\"Juanita E. Thornton / Shepherd Park Library\""),
                sealers.field("agency", "\"DPR\""),
                sealers.field("year", "2015"),
                sealers.field("address", "\"7420 Georgia Ave. NW\""),
                sealers.field("label", "\"" + number + "\""),
                sealers.field("location", "[-77.02704,38.98029]"));
        JsonValue.Obj claims = JsonEdit.set(
                Sealers.claims("fiscal", "record.published", number), "op", "5c7a9a0e-1111-4222-8333-444455556666");
        String statement = sealers.seal("fiscal", Sealers.record(claims, 1, "", Sealers.digests(fields)));
        InclusionProof inclusion =
                ProofPaths.inclusion(leaf, SIZE, (level, index) -> KnownKeys.hash(level + "/" + index));
        return Receipt.parse(
                WORLD.receipt(statement, fields, inclusion, ANCHORING).toString());
    }

    private static Anchoring anchoring() {
        Hash root = KnownKeys.hash("root");
        TestTrie storage = WORLD.storage(SIZE, World.shortest(root));
        for (int size = 1; size <= 3_000; size++) {
            storage.putHashed(
                    AnchorRegistryState.rootSlot(WORLD.logId(), size).bytes(),
                    World.shortest(KnownKeys.hash("" + size)));
        }
        TestTrie state = WORLD.state(World.account(storage.root()));
        for (int i = 0; i < 300; i++) {
            byte[] address = Arrays.copyOf(
                    Keccak.hash(new byte[] {(byte) i, (byte) (i >> 8)}).bytes(), Address.BYTES);
            state.putHashed(address, World.account(root));
        }
        return WORLD.anchoring(SIZE, root, 123_456, storage, state, WORLD::sealAll);
    }
}
