package io.govshare.proof.corpus;

import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.merkle.Frontier;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.merkle.ProofPaths;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.seal.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Valid receipts for measurements: records from all over a large log, under one consortium-sealed anchor.
 *
 * @param trust the trust file by which they are valid
 * @param alone a file for each receipt
 * @param bundle all of them in one file
 */
public record SampleReceipts(byte[] trust, List<byte[]> alone, byte[] bundle) {

    public static SampleReceipts inLogOf(int size, int count) {
        LargeWorld large = new LargeWorld();
        List<World.Statement> statements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            statements.add(large.publish(1 + i));
        }
        int distance = size / count;
        List<List<Hash>> levels = new ArrayList<>();
        Frontier frontier = Frontier.empty();
        for (int leaf = 0; leaf < size; leaf++) {
            boolean ours = leaf % distance == 0 && leaf / distance < count;
            Hash entry = ours ? Entry.of(statements.get(leaf / distance).compact()) : KnownKeys.hash("entry " + leaf);
            frontier.append(MerkleHash.leaf(entry), (level, index, hash) -> {
                if (level == levels.size()) {
                    levels.add(new ArrayList<>());
                }
                levels.get(level).add(hash);
            });
        }
        Anchoring anchoring = large.anchoring(size, frontier.root());
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            receipts.add(large.receipt(
                    statements.get(i),
                    ProofPaths.inclusion(
                            (long) i * distance,
                            size,
                            (level, index) -> levels.get(level).get((int) index)),
                    anchoring));
        }
        return new SampleReceipts(
                large.world().trust().toString().getBytes(StandardCharsets.UTF_8),
                receipts.stream()
                        .map(receipt -> JsonWriter.bytes(receipt.toJson()))
                        .toList(),
                JsonWriter.bytes(new ReceiptBundle(receipts).toJson()));
    }
}
