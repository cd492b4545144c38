package io.govshare.proof.corpus;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.util.List;

/** Parts of one receipt put into another: each part is genuine, and they do not belong together. */
final class Splices {
    private Splices() {}

    /** Two leaves of one tree, anchored at the same size. */
    static void withinTree(Cases cases, Specimen a, Specimen b) {
        add(cases, Step.Name.INCLUSION, "the statement", a, statement(a, b));
        add(cases, Step.Name.INCLUSION, "the inclusion proof", a, take(a, b, "inclusion"));
        add(cases, Step.Name.INCLUSION, "the leaf index", a, take(a, b, "inclusion.leafIndex"));
        if (!JsonEdit.get(a.receipt(), "inclusion.path").equals(JsonEdit.get(b.receipt(), "inclusion.path"))) {
            add(cases, Step.Name.INCLUSION, "the path", a, take(a, b, "inclusion.path"));
        }
        disclosures(cases, a, b);
    }

    /** Two sizes of one log; both are anchored. */
    static void acrossSizes(Cases cases, Specimen a, Specimen b) {
        add(cases, Step.Name.FORMAT, "the inclusion proof", a, take(a, b, "inclusion"));
        add(cases, Step.Name.FORMAT, "the tree size", a, take(a, b, "inclusion.treeSize"));
        add(cases, Step.Name.FORMAT, "the checkpoint", a, take(a, b, "checkpoint"));
        add(cases, Step.Name.FORMAT, "the anchor", a, take(a, b, "anchor"));
        add(cases, Step.Name.FORMAT, "the anchor's size", a, take(a, b, "anchor.size"));
        JsonValue.Obj statement = take(take(take(a, b, "inclusion"), b, "checkpoint"), b, "anchor");
        add(cases, Step.Name.INCLUSION, "all but the statement", a, statement);
        JsonValue.Obj sized = JsonEdit.set(
                take(take(a, b, "checkpoint"), b, "anchor"),
                "inclusion.treeSize",
                b.anchoring().size());
        add(cases, Step.Name.INCLUSION, "checkpoint, anchor and size", a, sized);
        JsonValue.Obj path = JsonEdit.set(a.receipt(), "inclusion.path", JsonEdit.get(b.receipt(), "inclusion.path"));
        if (!path.equals(a.receipt())) {
            add(cases, Step.Name.INCLUSION, "the path", a, path);
        }
        JsonValue.Obj anchor =
                JsonEdit.set(take(a, b, "anchor"), "anchor.size", a.anchoring().size());
        add(cases, Step.Name.ANCHOR, "the anchor under this size", a, anchor);
        chain(cases, a, b);
    }

    /** Two consortia. */
    static void acrossWorlds(Cases cases, Specimen a, Specimen b) {
        add(cases, Step.Name.SEAL, "the statement", a, statement(a, b));
        add(cases, Step.Name.SEAL, "everything", a, b.receipt());
        JsonValue.Obj inclusion = take(take(take(a, b, "inclusion"), b, "checkpoint"), b, "anchor");
        add(cases, Step.Name.INCLUSION, "all but the statement", a, inclusion);
        disclosures(cases, a, b);
        chain(cases, a, b);
        JsonValue.Obj anchor =
                JsonEdit.set(take(a, b, "anchor"), "anchor.size", a.anchoring().size());
        add(cases, Step.Name.ANCHOR, "the anchor under this size", a, anchor);
        for (String member : List.of("anchor.chainId", "anchor.contract", "anchor.logId")) {
            add(cases, Step.Name.ANCHOR, member, a, take(a, b, member));
        }
    }

    /** Parts of the anchor, between blocks of different states. */
    private static void chain(Cases cases, Specimen a, Specimen b) {
        add(cases, Step.Name.ANCHOR, "the block", a, take(a, b, "anchor.block"));
        add(cases, Step.Name.ANCHOR, "the header", a, take(a, b, "anchor.block.header"));
        add(cases, Step.Name.ANCHOR, "the account proof", a, take(a, b, "anchor.accountProof"));
        add(cases, Step.Name.ANCHOR, "the storage proof", a, take(a, b, "anchor.storageProof"));
        add(
                cases,
                Step.Name.ANCHOR,
                "both proofs",
                a,
                take(take(a, b, "anchor.accountProof"), b, "anchor.storageProof"));
        add(
                cases,
                Step.Name.ANCHOR,
                "block and both proofs",
                a,
                take(take(take(a, b, "anchor.block"), b, "anchor.accountProof"), b, "anchor.storageProof"));
        add(cases, Step.Name.BLOCK, "the block's hash", a, take(a, b, "anchor.block.hash"));
        if (a.anchoring().block().number() != b.anchoring().block().number()) {
            add(cases, Step.Name.BLOCK, "the block's number", a, take(a, b, "anchor.block.number"));
        }
        if (a.world().qbft()) {
            SealedBlock mixed =
                    a.anchoring().block().withSeals(b.anchoring().block().sealBytes());
            add(cases, Step.Name.VALIDATORS, "the seals", a, a.onBlock(mixed));
        }
    }

    private static void disclosures(Cases cases, Specimen a, Specimen b) {
        if (b.record()) {
            add(
                    cases,
                    Step.Name.DISCLOSURES,
                    "the disclosures",
                    a,
                    JsonEdit.set(a.receipt(), "disclosures", b.disclosures()));
        }
        if (a.record() && b.record()) {
            JsonValue.Obj other = JsonEdit.set(a.receipt(), "statement", b.statement());
            add(
                    cases,
                    Step.Name.DISCLOSURES,
                    "the statement, without its disclosures",
                    a,
                    other,
                    a.world() == b.world());
        }
    }

    private static JsonValue.Obj statement(Specimen a, Specimen b) {
        JsonValue.Obj bare = JsonEdit.set(JsonEdit.remove(a.receipt(), "disclosures"), "statement", b.statement());
        return b.record() ? JsonEdit.set(bare, "disclosures", b.disclosures()) : bare;
    }

    private static JsonValue.Obj take(Specimen a, Specimen b, String member) {
        return take(a.receipt(), b, member);
    }

    private static JsonValue.Obj take(JsonValue.Obj receipt, Specimen b, String member) {
        return JsonEdit.set(receipt, member, JsonEdit.get(b.receipt(), member));
    }

    private static void add(Cases cases, Step.Name step, String part, Specimen a, JsonValue.Obj receipt) {
        add(cases, step, part, a, receipt, true);
    }

    private static void add(
            Cases cases, Step.Name step, String part, Specimen a, JsonValue.Obj receipt, boolean applies) {
        if (applies) {
            cases.failing(step, "splice", part + " of another receipt", a, receipt);
        }
    }
}
