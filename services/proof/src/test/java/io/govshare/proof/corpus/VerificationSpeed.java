package io.govshare.proof.corpus;

import io.govshare.proof.chain.Consensus;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.ReceiptFile;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How fast one thread verifies, from the file's bytes to the verdict: receipts one by one, each with a verifier of its
 * own, and in a bundle of a hundred. To be run on a machine that does nothing else.
 */
final class VerificationSpeed {
    private static final int ROUNDS = 30;
    private static final int RECEIPTS = 100;

    private VerificationSpeed() {}

    public static void main(String[] args) {
        World world = new World("speed", 20261, Consensus.QBFT, World.validators(4));
        for (int i = 0; i < 4 * RECEIPTS; i++) {
            world.append(world.sealers().publish("fiscal", "fiscal", i));
        }
        Trust trust = Trust.parse(world.trust().toString());
        List<byte[]> files = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < RECEIPTS; i++) {
            byte[] file = JsonWriter.bytes(world.specimen(4 * i, world.size()).receipt());
            files.add(file);
            receipts.add(Receipt.parse(file));
        }
        byte[] bundle = JsonWriter.bytes(new ReceiptBundle(receipts).toJson());
        StringBuilder report = new StringBuilder();
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            for (byte[] file : files) {
                requireValid(ReceiptVerifier.verify(Receipt.parse(file), trust));
            }
            long single = System.nanoTime() - start;
            start = System.nanoTime();
            ReceiptVerifier shared = new ReceiptVerifier(trust);
            if (ReceiptFile.parse(bundle) instanceof ReceiptBundle parsed) {
                shared.verify(parsed).forEach(VerificationSpeed::requireValid);
            }
            long together = System.nanoTime() - start;
            report.append(String.format(
                    Locale.ROOT,
                    "round %d: %.2f ms per receipt alone, %.0f receipts/s in a bundle%n",
                    round,
                    single / 1e6 / RECEIPTS,
                    RECEIPTS * 1e9 / together));
        }
        System.err.print(report);
    }

    private static void requireValid(Verdict verdict) {
        if (!verdict.valid()) {
            throw new AssertionError("a good receipt failed");
        }
    }
}
