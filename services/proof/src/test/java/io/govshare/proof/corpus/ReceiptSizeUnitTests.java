package io.govshare.proof.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.merkle.ProofPaths;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** How large receipts are in a log of a million entries, on a chain with thousands of anchors and hundreds of accounts. */
class ReceiptSizeUnitTests {
    private static final int SIZE = 1_000_003;
    private static final LargeWorld WORLD = new LargeWorld();
    private static final Anchoring ANCHORING = WORLD.anchoring(SIZE, KnownKeys.hash("root"));

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

    private static Receipt receipt(int number, int leaf) {
        InclusionProof inclusion =
                ProofPaths.inclusion(leaf, SIZE, (level, index) -> KnownKeys.hash(level + "/" + index));
        return WORLD.receipt(WORLD.publish(number), inclusion, ANCHORING);
    }
}
