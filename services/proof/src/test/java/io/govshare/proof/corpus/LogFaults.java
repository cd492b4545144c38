package io.govshare.proof.corpus;

import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.seal.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Receipts whose statement is good and does not stand in the log as they say, or whose checkpoint is not the log's. */
final class LogFaults {
    private static final String PATH = "inclusion.path";
    private static final String INDEX = "inclusion.leafIndex";

    private final Specimen good;
    private final Cases cases;
    private final List<String> path;
    private final long index;
    private final long size;

    private LogFaults(Specimen good, Cases cases) {
        this.good = good;
        this.cases = cases;
        this.path = JsonEdit.texts(good.receipt(), PATH);
        this.index = good.leaf();
        this.size = good.anchoring().size();
    }

    static void addTo(Cases cases, Specimen good) {
        LogFaults faults = new LogFaults(good, cases);
        faults.statement();
        faults.disclosures();
        faults.inclusion();
        faults.trees();
        faults.checkpointText();
        faults.checkpointSignature();
        faults.sizes();
    }

    private void statement() {
        String[] parts = good.statement().split("\\.", 3);
        byte[] seal = StrictBase64.decodeUrl(parts[2]);
        for (int bit = 3; bit < 512; bit += 101) {
            fail(
                    Step.Name.SEAL,
                    "seal",
                    "bit " + bit + " of the seal turned over",
                    "statement",
                    parts[0] + '.' + parts[1] + '.' + StrictBase64.encodeUrl(Hex.flipped(seal, bit)));
        }
        String payload = new String(StrictBase64.decodeUrl(parts[1]), StandardCharsets.UTF_8);
        String[][] changes = {
            {"\"op\":\"operator-", "\"op\":\"0perator-"},
            {"\"jti\":\"0193f0a0", "\"jti\":\"0193f0a1"},
            {"\"iat\":", "\"iat\" :"},
            {"\"statement\":\"", "\"statement\": \""}
        };
        for (String[] change : changes) {
            fail(
                    Step.Name.SEAL,
                    "claims",
                    change[0] + " became " + change[1],
                    "statement",
                    parts[0] + '.' + Sealers.base64(payload.replace(change[0], change[1])) + '.' + parts[2]);
        }
        JsonValue.Obj header = (JsonValue.Obj) JsonReader.parse(StrictBase64.decodeUrl(parts[0]));
        if (JsonEdit.text(header, "alg").equals("ES256")) {
            fail(
                    Step.Name.INCLUSION,
                    "seal",
                    "the other of both values of s, which is as good a seal and was not logged",
                    "statement",
                    parts[0] + '.' + parts[1] + '.' + StrictBase64.encodeUrl(OddSeals.withOtherS(seal)));
        }
    }

    private void disclosures() {
        if (!good.record()) {
            for (String disclosure :
                    List.of("", "*", "W10", good.world().sealers().field("title", "1"))) {
                List<String> given = List.of(disclosure);
                failing(
                        Step.Name.DISCLOSURES,
                        "disclosure",
                        "a disclosure with a statement that is no record",
                        JsonEdit.set(good.receipt(), "disclosures", given));
            }
            return;
        }
        List<String> all = good.disclosures();
        for (int i = 0; i < all.size(); i++) {
            String json = new String(StrictBase64.decodeUrl(all.get(i)), StandardCharsets.UTF_8);
            List<String> altered = new ArrayList<>();
            altered.add(json.substring(0, json.length() - 1) + " ]");
            altered.add(json.charAt(2) == 'A' ? "[\"B" + json.substring(3) : "[\"A" + json.substring(3));
            altered.add("[\"" + "s".repeat(22) + json.substring(json.indexOf("\",")));
            altered.add(json.replaceFirst("\",\"", "\",\"x"));
            altered.add(json + '\n');
            for (String other : altered) {
                disclosed("field " + i + " altered", JsonEdit.with(all, i, Sealers.base64(other)));
            }
            disclosed("field " + i + " twice", JsonEdit.and(all, all.get(i)));
            disclosed("field " + i + " with padding", JsonEdit.with(all, i, all.get(i) + '='));
        }
        disclosed(
                "a field of another record",
                JsonEdit.and(all, good.world().sealers().field("title", "\"x\"")));
        disclosed("all fields in one", List.of(String.join("~", all)));
        disclosed("an empty text", JsonEdit.and(all, ""));
        // an erased record has lost salts and content; whoever knows the content still cannot show the field
        String guessed = Sealers.base64(new String(StrictBase64.decodeUrl(all.getFirst()), StandardCharsets.UTF_8)
                .replaceFirst("\"[^\"]*\"", "\"" + "0".repeat(22) + "\""));
        disclosed("content guessed after the record was erased", List.of(guessed));
        cases.valid(
                "valid-erased",
                "a record whose content was erased: no field can be shown",
                good,
                JsonEdit.remove(good.receipt(), "disclosures"));
        cases.valid(
                "valid-disclosure",
                "fields in another order",
                good,
                JsonEdit.set(good.receipt(), "disclosures", reversed(all)));
    }

    private void disclosed(String what, List<String> disclosures) {
        failing(Step.Name.DISCLOSURES, "disclosure", what, JsonEdit.set(good.receipt(), "disclosures", disclosures));
    }

    private void inclusion() {
        for (long other : new long[] {size, size + 1, 2 * size, index + size, 1L << 32, 1L << 53, Long.MAX_VALUE}) {
            included("leaf index " + other + " in a tree of " + size, JsonEdit.set(good.receipt(), INDEX, other));
        }
        for (long other : new long[] {index - 1, index + 1, index ^ 2, index ^ 64, 0, size - 1}) {
            if (other != index && other >= 0 && other < size) {
                included("leaf index " + other + " for " + index, JsonEdit.set(good.receipt(), INDEX, other));
            }
        }
        String empty = MerkleHash.EMPTY_ROOT.base64();
        longer("a hash too many at the end", JsonEdit.and(path, empty));
        longer(
                "the root too many at the end",
                JsonEdit.and(path, good.anchoring().root().base64()));
        List<String> inFront = new ArrayList<>(path);
        inFront.addFirst(empty);
        longer("a hash too many in front", inFront);
        longer("63 hashes", Collections.nCopies(63, empty));
        if (path.isEmpty()) {
            return;
        }
        longer("no path", List.of());
        longer("the last hash is missing", path.subList(0, path.size() - 1));
        longer("the first hash is missing", path.subList(1, path.size()));
        for (int i = 0; i < path.size(); i++) {
            byte[] hash = StrictBase64.decode(path.get(i));
            longer(
                    "a bit of hash " + i + " turned over",
                    JsonEdit.with(path, i, StrictBase64.encode(Hex.flipped(hash, 17 * i % 256))));
            longer("the leaf for hash " + i, JsonEdit.with(path, i, leaf().base64()));
        }
        if (path.size() > 1) {
            longer("the path from the root down", reversed(path));
        }
    }

    private void longer(String what, List<String> other) {
        included(what, JsonEdit.set(good.receipt(), PATH, other));
    }

    private void included(String what, JsonValue.Obj receipt) {
        failing(Step.Name.INCLUSION, "inclusion", what, receipt);
    }

    private Hash leaf() {
        return MerkleHash.leaf(Entry.of(good.statement()));
    }

    /** Roots that a dishonest log could anchor, of trees that are hashed otherwise. */
    private void trees() {
        Hash entry = Entry.of(good.statement());
        Hash sibling = MerkleHash.leaf(KnownKeys.hash("sibling"));
        Hash leaf = MerkleHash.leaf(entry);
        byte[] both = new byte[64];
        leaf.writeTo(both, 0);
        sibling.writeTo(both, 32);
        byte[] nodeLike = new byte[65];
        nodeLike[0] = 1;
        System.arraycopy(both, 0, nodeLike, 1, 64);
        byte[] prefixed = new byte[33];
        prefixed[0] = 1;
        entry.writeTo(prefixed, 1);
        byte[] text = good.statement().getBytes(StandardCharsets.US_ASCII);
        tree("a leaf of 64 bytes that look like the children of a node", MerkleHash.leaf(both), List.of(sibling), 2);
        tree(
                "a leaf of 65 bytes that look like a node with its prefix",
                MerkleHash.leaf(nodeLike),
                List.of(sibling),
                2);
        tree("a tree hashed without prefixes", Sha256.hash(both), List.of(sibling), 2);
        tree("a leaf hashed without its prefix", Sha256.hash(entry.bytes()), List.of(), 1);
        tree("a leaf hashed as a node", Sha256.hash(prefixed), List.of(), 1);
        tree("the entry itself for a leaf hash", entry, List.of(), 1);
        tree("a leaf over the statement instead of its entry", MerkleHash.leaf(text), List.of(), 1);
        tree("a leaf over the entry in hexadecimal", MerkleHash.leaf(utf8(entry.hex())), List.of(), 1);
        tree("a leaf over the entry in base64", MerkleHash.leaf(utf8(entry.base64())), List.of(), 1);
        tree("a node of right and left", MerkleHash.node(sibling, leaf), List.of(sibling), 2);
        tree(
                "an inner node passed off as the leaf's sibling at another height",
                MerkleHash.node(leaf, MerkleHash.node(sibling, sibling)),
                List.of(sibling, sibling),
                4);
        tree("the root of the empty tree", MerkleHash.EMPTY_ROOT, List.of(), 1);
    }

    private void tree(String what, Hash root, List<Hash> otherPath, long otherSize) {
        World world = good.world();
        Anchoring other =
                world.anchoring(otherSize, root, good.anchoring().block().number(), world::sealAll);
        JsonValue.Obj receipt = JsonEdit.set(good.anchoredBy(other), INDEX, 0);
        receipt = JsonEdit.set(receipt, "inclusion.treeSize", otherSize);
        failing(Step.Name.INCLUSION, "tree", what, JsonEdit.set(receipt, PATH, World.path(otherPath)));
    }

    private void checkpointText() {
        String note = good.anchoring().note();
        String text = SignedNote.parse(note).text();
        String[] lines = text.split("\n", -1);
        String signature = note.substring(note.indexOf("\n\n") + 2);
        String line = signature.stripTrailing();
        String name = good.world().origin();
        List<String> notes = new ArrayList<>(List.of(
                "",
                "\n",
                "\n\n",
                text,
                text + '\n',
                text + '\n' + line,
                text + '\n' + signature + '\n',
                text + signature,
                text + "\n\n" + signature.replace("\u2014 ", "\u2014"),
                text + '\n' + signature.replace('\u2014', '-'),
                text + '\n' + signature.replace("\u2014", "\u2014\u2014"),
                text + '\n' + line + " \n",
                text + '\n' + line + "=\n",
                text + '\n' + line.substring(0, line.lastIndexOf(' ') + 1) + "AAAAAA==\n",
                text + '\n' + line.substring(0, line.lastIndexOf(' ') + 1) + "\n",
                text + '\n' + line.replace(name, "a b") + '\n',
                text + '\n' + line.replace(name, "a+b") + '\n',
                text + '\n' + signature.repeat(65),
                note.replace("\n", "\r\n"),
                note.replaceFirst("\n", "\n\n"),
                note.replaceFirst("\n", "\t\n"),
                note.replaceFirst(name, ""),
                lines[0] + '\n' + lines[1] + "\n\n" + signature,
                lines[0] + "\n\n" + signature));
        for (String number : List.of(
                "", "-1", "+" + size, "0" + size, size + " ", size + ".0", "0x10", "9223372036854775808", "1e3")) {
            notes.add(note.replaceFirst("\n" + size + "\n", "\n" + number + "\n"));
        }
        for (String root : List.of("", "A".repeat(43), "A".repeat(42) + "B=", "A".repeat(44), "AAAA", lines[2] + ' ')) {
            notes.add(lines[0] + '\n' + lines[1] + '\n' + root + "\n\n" + signature);
        }
        for (String other : notes) {
            fail(Step.Name.FORMAT, "note", "a checkpoint that reads " + other, "checkpoint", other);
        }
    }

    private void checkpointSignature() {
        World world = good.world();
        Checkpoint checkpoint =
                new Checkpoint(world.origin(), size, good.anchoring().root());
        String note = good.anchoring().note();
        String text = checkpoint.text();
        String line = note.substring(text.length() + 1).stripTrailing();
        byte[] signature = StrictBase64.decode(line.substring(line.lastIndexOf(' ') + 1));
        for (int bit : new int[] {0, 31, 32, 100, 287, 288, 400, 543}) {
            String changed = "\u2014 " + world.origin() + ' ' + StrictBase64.encode(Hex.flipped(signature, bit)) + '\n';
            checkpoint("bit " + bit + " of key id and signature turned over", text + '\n' + changed);
            if (bit >= 32) {
                checkpoint("a good line of the log and a bad one", note + changed);
                checkpoint("a bad line of the log and a good one", text + '\n' + changed + line + '\n');
            } else {
                checkpoints("a line of another key besides", note + changed);
            }
        }
        NoteSigner stranger = new NoteSigner(world.origin(), KnownKeys.ed25519("stranger"));
        checkpoint(
                "signed by a stranger in the log's name",
                SignedNote.sign(checkpoint, stranger).note());
        NoteSigner renamed = new NoteSigner("govshare.test/renamed", KnownKeys.ed25519(world.name() + " log"));
        checkpoint(
                "signed with the log's key in another name",
                SignedNote.sign(checkpoint, renamed).note());
        checkpoint(
                "signed by another trusted log",
                SignedNote.sign(checkpoint, world.secondLog()).note());
        Checkpoint unknown = new Checkpoint("govshare.test/unknown", size, checkpoint.root());
        checkpoint("of a log that is not in the trust file", world.sign(unknown));
        checkpoint(
                "of an unknown log, signed by itself",
                SignedNote.sign(unknown, renamed).note());
        Checkpoint extended = new Checkpoint(world.origin(), size, checkpoint.root(), List.of("more", "than 3 lines"));
        checkpoint("lines added after signing", note.replace(text, extended.text()));
        checkpoints("lines added before signing", world.sign(extended));
        checkpoints(
                "signed by a stranger besides",
                note + tail(SignedNote.sign(checkpoint, stranger).note()));
        checkpoints("signed twice in the same way", note + tail(note));
        checkpoints(
                "signed by 64 keys",
                note + tail(SignedNote.sign(checkpoint, renamed).note()).repeat(63));
        Hash other = KnownKeys.hash("another root");
        Checkpoint forged = new Checkpoint(world.origin(), size, other);
        fail(Step.Name.INCLUSION, "checkpoint", "another root, signed by the log", "checkpoint", world.sign(forged));
    }

    private static String tail(String note) {
        return note.substring(note.indexOf("\n\n") + 2);
    }

    private void checkpoint(String what, String note) {
        fail(Step.Name.CHECKPOINT, "checkpoint", what, "checkpoint", note);
    }

    private void checkpoints(String what, String note) {
        cases.valid("valid-checkpoint", what, good, JsonEdit.set(good.receipt(), "checkpoint", note));
    }

    private void sizes() {
        World world = good.world();
        for (long other : new long[] {0, size - 1, size + 1, Long.MAX_VALUE}) {
            fail(Step.Name.FORMAT, "size", "the tree's size is another", "inclusion.treeSize", other);
            fail(Step.Name.FORMAT, "size", "the anchor's size is another", "anchor.size", other);
            Checkpoint checkpoint =
                    new Checkpoint(world.origin(), other, good.anchoring().root());
            fail(Step.Name.FORMAT, "size", "the checkpoint's size is another", "checkpoint", world.sign(checkpoint));
        }
    }

    private void fail(Step.Name step, String kind, String what, String member, String value) {
        failing(step, kind, what, JsonEdit.set(good.receipt(), member, value));
    }

    private void fail(Step.Name step, String kind, String what, String member, long value) {
        failing(step, kind, what, JsonEdit.set(good.receipt(), member, value));
    }

    private void failing(Step.Name step, String kind, String what, JsonValue.Obj receipt) {
        cases.failing(step, kind, what, good, receipt);
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> other = new ArrayList<>(list);
        Collections.reverse(other);
        return other;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
