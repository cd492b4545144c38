package io.govshare.proof.receipt;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonFields;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many receipts in one file ({@code receipt-bundle/v1}), in which checkpoints, anchors and nodes of the tree that
 * several of them need stand once. Each receipt is what it would be alone: there is a verdict on each and none on the
 * bundle.
 */
public record ReceiptBundle(List<Receipt> receipts) implements ReceiptFile {
    public static final String FORMAT = "govshare-receipt-bundle/v1";

    public static final int MAX_RECEIPTS = 10_000;

    /** Each costs a quorum of signatures to check: all anchors together may not ask for more. */
    public static final int MAX_CHANGES = 4_096;

    private static final int MAX_ANCHORS = 1_000;
    private static final int MAX_NODES = 200_000;

    public ReceiptBundle {
        receipts = List.copyOf(receipts);
        if (receipts.isEmpty() || receipts.size() > MAX_RECEIPTS) {
            throw new ProofFormatException("a bundle has 1 to " + MAX_RECEIPTS + " receipts");
        }
    }

    private record Anchored(String checkpoint, Receipt.Anchor anchor) {}

    /** @throws ProofFormatException when the text is no bundle of this version */
    public static ReceiptBundle parse(String text) {
        return read(JsonReader.parseObject(text, Receipt.LIMITS));
    }

    static ReceiptBundle read(JsonValue.Obj json) {
        JsonFields fields = JsonFields.of(json);
        if (!fields.text("format").equals(FORMAT)) {
            throw fields.error("format", "is to be '" + FORMAT + "'");
        }
        List<Anchored> anchors = fields.objects("anchors", MAX_ANCHORS).stream()
                .map(ReceiptBundle::anchored)
                .toList();
        requireFewChanges(anchors);
        Shared shared = new Shared(anchors, fields.convertAll("nodes", MAX_NODES, Hash::fromBase64));
        List<Receipt> receipts = fields.objects("receipts", MAX_RECEIPTS).stream()
                .map(shared::receipt)
                .toList();
        fields.refuseOthers();
        shared.refuseUnused();
        return new ReceiptBundle(receipts);
    }

    private static void requireFewChanges(List<Anchored> anchors) {
        int changes = anchors.stream()
                .mapToInt(each -> each.anchor().validatorChanges().size())
                .sum();
        if (changes > MAX_CHANGES) {
            throw new ProofFormatException("a bundle has at most " + MAX_CHANGES + " headers of changes in all");
        }
    }

    private static Anchored anchored(JsonFields fields) {
        Anchored anchored = new Anchored(Receipt.checkpoint(fields), Receipt.Anchor.read(fields.object("anchor")));
        fields.refuseOthers();
        return anchored;
    }

    /** What receipts point to. All of it has to be pointed to: a bundle holds nothing besides its receipts. */
    private static final class Shared {
        private final List<Anchored> anchors;
        private final List<Hash> nodes;
        private final BitSet usedAnchors = new BitSet();
        private final BitSet usedNodes = new BitSet();

        Shared(List<Anchored> anchors, List<Hash> nodes) {
            this.anchors = anchors;
            this.nodes = nodes;
        }

        Receipt receipt(JsonFields fields) {
            String statement = Receipt.statement(fields);
            List<String> disclosures = Receipt.disclosures(fields);
            int anchor = (int) fields.integer("anchor", 0, anchors.size() - 1L);
            usedAnchors.set(anchor);
            List<Hash> path = new ArrayList<>();
            for (long node : fields.integers("path", InclusionProof.MAX_PATH, 0, nodes.size() - 1L)) {
                usedNodes.set((int) node);
                path.add(nodes.get((int) node));
            }
            Anchored shared = anchors.get(anchor);
            InclusionProof inclusion = new InclusionProof(
                    fields.integer("leafIndex", 0, Long.MAX_VALUE),
                    shared.anchor().size(),
                    path);
            fields.refuseOthers();
            return new Receipt(statement, disclosures, inclusion, shared.checkpoint(), shared.anchor());
        }

        void refuseUnused() {
            if (usedAnchors.cardinality() < anchors.size() || usedNodes.cardinality() < nodes.size()) {
                throw new ProofFormatException("a bundle has no anchors and nodes besides those of its receipts");
            }
        }
    }

    /**
     * @throws IllegalArgumentException when a receipt contradicts itself about the tree's size, which a bundle cannot
     *     express
     */
    public JsonValue.Obj toJson() {
        Map<Anchored, Integer> anchors = new LinkedHashMap<>();
        Map<Hash, Integer> nodes = new LinkedHashMap<>();
        List<JsonValue> written = new ArrayList<>();
        for (Receipt receipt : receipts) {
            if (receipt.inclusion().treeSize() != receipt.anchor().size()) {
                throw new IllegalArgumentException("the receipt names two tree sizes");
            }
            Anchored anchored = new Anchored(receipt.checkpoint(), receipt.anchor());
            int anchor = anchors.computeIfAbsent(anchored, _ -> anchors.size());
            List<JsonValue> path = new ArrayList<>();
            for (Hash hash : receipt.inclusion().path()) {
                path.add(JsonValue.of(nodes.computeIfAbsent(hash, _ -> nodes.size())));
            }
            JsonValue.Builder json = JsonValue.Obj.builder().add("statement", receipt.statement());
            if (!receipt.disclosures().isEmpty()) {
                json.add("disclosures", JsonValue.texts(receipt.disclosures()));
            }
            written.add(json.add("anchor", anchor)
                    .add("leafIndex", receipt.inclusion().leafIndex())
                    .add("path", new JsonValue.Array(path))
                    .build());
        }
        List<JsonValue> shared = new ArrayList<>();
        for (Anchored anchored : anchors.keySet()) {
            shared.add(JsonValue.Obj.builder()
                    .add("checkpoint", anchored.checkpoint())
                    .add("anchor", anchored.anchor().toJson())
                    .build());
        }
        return JsonValue.Obj.builder()
                .add("format", FORMAT)
                .add("anchors", new JsonValue.Array(shared))
                .add(
                        "nodes",
                        JsonValue.texts(
                                nodes.keySet().stream().map(Hash::base64).toList()))
                .add("receipts", new JsonValue.Array(written))
                .build();
    }
}
