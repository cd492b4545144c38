package io.govshare.proof.corpus;

import io.govshare.proof.corpus.CorpusCase.Expected;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Bundles of receipts: good ones, ones in which some receipts fail, and files that are none. */
final class Bundles {
    private static final String INDEX = "leafIndex";

    private final Cases cases;
    private final World world;
    private final List<Specimen> specimens;
    private final JsonValue.Obj good;

    private Bundles(Cases cases, World world, List<Specimen> specimens) {
        this.cases = cases;
        this.world = world;
        this.specimens = specimens;
        this.good = bundle(specimens);
    }

    /** @param sizes of trees that are anchored, each used by some of the receipts */
    static void addTo(Cases cases, World world, int count, List<Integer> sizes) {
        List<Specimen> specimens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int size = sizes.get(i % sizes.size());
            specimens.add(world.specimen(i * 7 % size, size));
        }
        Bundles bundles = new Bundles(cases, world, specimens);
        bundles.verdicts();
        bundles.files();
    }

    /** Put together here, not by the code that is to read it. */
    static JsonValue.Obj bundle(List<Specimen> specimens) {
        List<JsonValue> anchors = new ArrayList<>();
        List<JsonValue> nodes = new ArrayList<>();
        List<JsonValue> receipts = new ArrayList<>();
        for (Specimen each : specimens) {
            JsonValue anchor = JsonValue.Obj.builder()
                    .add("checkpoint", each.anchoring().note())
                    .add("anchor", JsonEdit.get(each.receipt(), "anchor"))
                    .build();
            List<JsonValue> path = new ArrayList<>();
            for (String hash : JsonEdit.texts(each.receipt(), "inclusion.path")) {
                path.add(JsonValue.of(place(nodes, JsonValue.of(hash))));
            }
            JsonValue.Builder receipt = JsonValue.Obj.builder().add("statement", each.statement());
            if (each.record()) {
                receipt.add("disclosures", JsonValue.texts(each.disclosures()));
            }
            receipts.add(receipt.add("anchor", place(anchors, anchor))
                    .add(INDEX, each.leaf())
                    .add("path", new JsonValue.Array(path))
                    .build());
        }
        return JsonValue.Obj.builder()
                .add("format", "govshare-receipt-bundle/v1")
                .add("anchors", new JsonValue.Array(anchors))
                .add("nodes", new JsonValue.Array(nodes))
                .add("receipts", new JsonValue.Array(receipts))
                .build();
    }

    private static int place(List<JsonValue> shared, JsonValue value) {
        int known = shared.indexOf(value);
        if (known >= 0) {
            return known;
        }
        shared.add(value);
        return shared.size() - 1;
    }

    private static List<JsonValue> elements(JsonValue.Obj bundle, String member) {
        return ((JsonValue.Array) JsonEdit.get(bundle, member)).values();
    }

    private JsonValue.Obj with(String member, int index, String inner, JsonValue value) {
        List<JsonValue> elements = elements(good, member);
        JsonValue.Obj changed = JsonEdit.set((JsonValue.Obj) elements.get(index), inner, value);
        return JsonEdit.set(good, member, new JsonValue.Array(JsonEdit.with(elements, index, changed)));
    }

    private void add(String what, JsonValue.Obj bundle, List<Expected> expected) {
        cases.bundle(what, world.trust().toString(), bundle.toString(), expected);
    }

    private List<Expected> allGood() {
        return Collections.nCopies(specimens.size(), world.good());
    }

    private List<Expected> onlyFailing(int index, Step.Name step) {
        return JsonEdit.with(allGood(), index, Expected.failing(step));
    }

    private void verdicts() {
        add("many receipts", good, allGood());
        add("one receipt", bundle(specimens.subList(0, 1)), List.of(world.good()));
        add(
                "one receipt twice",
                bundle(List.of(specimens.get(0), specimens.get(0))),
                List.of(world.good(), world.good()));
        for (int i = 0; i < Math.min(6, specimens.size()); i++) {
            Specimen each = specimens.get(i);
            add(
                    "another receipt's statement, receipt " + i,
                    with("receipts", i, "statement", JsonValue.of("text")),
                    onlyFailing(i, Step.Name.FORMAT));
            add(
                    "a leaf index that is too large, receipt " + i,
                    with("receipts", i, INDEX, JsonValue.of(each.anchoring().size())),
                    onlyFailing(i, Step.Name.INCLUSION));
            if (each.anchoring().size() > 1) {
                add(
                        "another leaf index, receipt " + i,
                        with("receipts", i, INDEX, JsonValue.of(each.leaf() ^ 1)),
                        onlyFailing(i, Step.Name.INCLUSION));
            }
            if (each.record()) {
                String foreign = world.sealers().field("title", "1");
                add(
                        "a field of another record, receipt " + i,
                        with("receipts", i, "disclosures", JsonValue.texts(List.of(foreign))),
                        onlyFailing(i, Step.Name.DISCLOSURES));
            }
        }
        shared();
    }

    /** What is shared fails for all that share it, each at its own first step. */
    private void shared() {
        int anchors = elements(good, "anchors").size();
        for (int i = 0; i < anchors; i++) {
            String hash =
                    JsonEdit.text((JsonValue.Obj) elements(good, "anchors").get(i), "anchor.block.hash");
            JsonValue other = JsonValue.of(Hex.of(Hex.flipped(Hex.bytes(hash), 9)));
            add(
                    "the block hash of anchor " + i + " altered",
                    with("anchors", i, "anchor.block.hash", other),
                    sharing(i, Step.Name.BLOCK));
            add(
                    "the account proof of anchor " + i + " left out",
                    with("anchors", i, "anchor.accountProof", JsonValue.texts(List.of())),
                    sharing(i, Step.Name.ANCHOR));
            add(
                    "the checkpoint of anchor " + i + " without a signature",
                    with("anchors", i, "checkpoint", JsonValue.of("text\n")),
                    sharing(i, Step.Name.FORMAT));
            if (world.qbft()) {
                JsonValue unsealed = JsonValue.of(Hex.of(specimens
                        .get(i)
                        .anchoring()
                        .block()
                        .withSeals(List.of())
                        .rlp()));
                add(
                        "anchor " + i + " without seals",
                        with("anchors", i, "anchor.block.header", unsealed),
                        sharing(i, Step.Name.VALIDATORS));
            }
        }
    }

    private List<Expected> sharing(int anchor, Step.Name step) {
        List<Expected> expected = new ArrayList<>();
        for (JsonValue receipt : elements(good, "receipts")) {
            boolean shares = JsonEdit.number((JsonValue.Obj) receipt, "anchor") == anchor;
            expected.add(shares ? Expected.failing(step) : world.good());
        }
        return expected;
    }

    private void files() {
        for (String member : List.of("format", "anchors", "nodes", "receipts")) {
            unusable(member + " is missing", JsonEdit.remove(good, member));
            unusable(member + " is null", JsonEdit.set(good, member, JsonValue.NULL));
            unusable(member + " is a number", JsonEdit.set(good, member, 1));
            unusable(member + " holds null", JsonEdit.set(good, member, JsonReader.parse("[null]")));
        }
        unusable("another version", JsonEdit.set(good, "format", "govshare-receipt-bundle/v2"));
        unusable("a member that is unknown", JsonEdit.set(good, "more", 1));
        unusable("no receipts", JsonEdit.set(good, "receipts", List.of()));
        int anchors = elements(good, "anchors").size();
        int nodes = elements(good, "nodes").size();
        for (String number :
                List.of("-1", "-0", String.valueOf(anchors), "0.0", "\"0\"", "null", "9223372036854775808")) {
            unusable("anchor " + number, with("receipts", 0, "anchor", JsonReader.parse(number)));
        }
        for (String number : List.of("-1", "-0", String.valueOf(nodes), "0.0", "\"0\"", "null", "[]")) {
            unusable("node " + number, with("receipts", 0, "path", JsonReader.parse("[" + number + "]")));
        }
        for (String number : List.of("-1", "1.0", "9223372036854775808", "\"1\"", "null")) {
            unusable("leaf " + number, with("receipts", 0, INDEX, JsonReader.parse(number)));
        }
        for (String member : List.of("statement", "anchor", INDEX, "path")) {
            JsonValue.Obj first =
                    JsonEdit.remove((JsonValue.Obj) elements(good, "receipts").getFirst(), member);
            unusable(
                    "a receipt without " + member, JsonEdit.set(good, "receipts", new JsonValue.Array(List.of(first))));
        }
        for (String member : List.of("treeSize", "inclusion", "checkpoint", "format")) {
            unusable("a receipt with " + member, with("receipts", 0, member, JsonValue.of(1)));
        }
        unusable("disclosures null", with("receipts", 0, "disclosures", JsonValue.NULL));
        unusable(
                "a path of 64 nodes",
                with("receipts", 0, "path", new JsonValue.Array(Collections.nCopies(64, JsonValue.of(0)))));
        unusable("an anchor without a checkpoint", with("anchors", 0, "checkpoint", JsonValue.NULL));
        unusable("an anchor with a member more", with("anchors", 0, "more", JsonValue.of(1)));
        unusable("an anchor of a chain 0", with("anchors", 0, "anchor.chainId", JsonValue.of(0)));
        JsonValue hash = JsonValue.of(KnownKeys.hash("unused").base64());
        unusable(
                "a node that no receipt needs",
                JsonEdit.set(good, "nodes", new JsonValue.Array(JsonEdit.and(elements(good, "nodes"), hash))));
        List<JsonValue> more = JsonEdit.and(
                elements(good, "anchors"), elements(good, "anchors").getFirst());
        unusable("an anchor that no receipt needs", JsonEdit.set(good, "anchors", new JsonValue.Array(more)));
        String text = good.toString();
        cases.bundle("cut off", world.trust().toString(), text.substring(0, text.length() - 1), List.of());
        cases.bundle("text behind it", world.trust().toString(), text + "x", List.of());
        cases.bundle(
                "a member twice",
                world.trust().toString(),
                text.replace("{\"format\"", "{\"nodes\":[],\"format\""),
                List.of());
    }

    private void unusable(String what, JsonValue.Obj bundle) {
        add(what, bundle, List.of());
    }
}
