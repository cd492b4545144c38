package io.govshare.proof.corpus;

import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.TestValidator;
import io.govshare.proof.corpus.OddStatements.Odd;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;

/**
 * Receipts with known verdicts, for every verifier of receipts: the Java one, the page, and those that others write. The
 * same at each run; nothing here asks a verifier what to expect.
 *
 * <p>{@link #write} makes a folder of {@code trust-<n>.json}, which are trust files, and {@code cases-<n>.ndjson} with
 * one JSON object per line:
 *
 * <table>
 * <caption>Members of a case</caption>
 * <tr><td>{@code id}</td><td>kind and number, unique</td></tr>
 * <tr><td>{@code what}</td><td>what was done, in words</td></tr>
 * <tr><td>{@code trust}</td><td>name of the trust file, in the same folder</td></tr>
 * <tr><td>{@code receipt}</td><td>the receipt file's text, verbatim; or</td></tr>
 * <tr><td>{@code receiptBase64}</td><td>its bytes, where they are not UTF-8</td></tr>
 * <tr><td>{@code padTo}</td><td>seldom: the file has this many bytes; spaces follow the receipt</td></tr>
 * <tr><td>{@code outcome}</td><td>{@code VALID}, {@code INVALID}, {@code NOT_CONSORTIUM_SEALED}, or {@code UNUSABLE}:
 * receipt or trust file cannot be read, so there is no verdict</td></tr>
 * <tr><td>{@code failed}</td><td>the step that fails, with {@code INVALID}; otherwise null</td></tr>
 * </table>
 *
 * <p>Lines of {@code bundles-<n>.ndjson} have {@code bundle}, the file's text, in place of {@code receipt}, an
 * {@code outcome} that is {@code UNUSABLE} or null, and {@code verdicts}: {@code outcome} and {@code failed} of each
 * receipt in turn.
 */
public final class Corpus {
    private static final int CASES_PER_FILE = 1_000;

    private final Cases cases = new Cases();

    /** @param trusts text of the trust files by name */
    public record Made(List<CorpusCase> cases, List<BundleCase> bundles, Map<String, String> trusts) {
        public Made {
            bundles = List.copyOf(bundles);
            cases = List.copyOf(cases);
            trusts = Map.copyOf(trusts);
        }
    }

    private Corpus() {}

    /** @param args the folder to write to */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    /** Writes the corpus into a folder, which is made if need be. Files of an earlier run are replaced. */
    public static Made write(Path folder) throws IOException {
        Made made = make();
        Files.createDirectories(folder);
        for (Map.Entry<String, String> trust : made.trusts().entrySet()) {
            Files.writeString(folder.resolve(trust.getKey()), trust.getValue());
        }
        for (int from = 0; from < made.cases().size(); from += CASES_PER_FILE) {
            int to = Math.min(from + CASES_PER_FILE, made.cases().size());
            lines(
                    folder.resolve("cases-" + (from / CASES_PER_FILE + 1) + ".ndjson"),
                    made.cases().subList(from, to).stream().map(CorpusCase::toJson));
        }
        lines(folder.resolve("bundles-1.ndjson"), made.bundles().stream().map(BundleCase::toJson));
        return made;
    }

    private static void lines(Path file, Stream<JsonValue.Obj> lines) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (JsonValue.Obj line : lines.toList()) {
                out.write(JsonWriter.bytes(line));
                out.write('\n');
            }
        }
    }

    public static Made make() {
        Corpus corpus = new Corpus();
        corpus.fill();
        return new Made(corpus.cases.all(), corpus.cases.bundles(), corpus.cases.trusts());
    }

    private void fill() {
        World four = new World("four", 20261, Consensus.QBFT, World.validators(4));
        NavigableMap<Long, List<TestValidator>> growing = World.validators(4);
        growing.put(130L, TestValidator.first(5));
        growing.put(200L, TestValidator.first(7));
        World seven = new World("seven", 20262, Consensus.QBFT, growing);
        World alone = new World("alone", 1, Consensus.QBFT, World.validators(1));
        World development = new World("development", 1337, Consensus.DEVELOPMENT, World.validators(1));

        fill(four, 400);
        int ordinary = four.size();
        List<Odd> odd = OddStatements.appendTo(four);
        fill(seven, 180);
        fill(alone, 9);
        fill(development, 40);

        valid(
                four,
                ordinary,
                List.of(1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 64, 100, 127, 128, 129, 200, 255, 256, 257, 300, 400));
        valid(seven, seven.size(), List.of(1, 6, 16, 30, 31, 64, 99, 100, 101, 144, 180));
        valid(alone, alone.size(), List.of(1, 2, 9));
        valid(development, development.size(), List.of(3, 33, 40));
        leadingZero(four, ordinary);
        odd(four, odd);

        List<Specimen> bases = List.of(
                four.specimen(0, 1),
                four.specimen(14, 64),
                four.specimen(127, 128),
                four.specimen(57, 400),
                four.specimen(399, 400),
                seven.specimen(5, 6),
                seven.specimen(77, 144),
                seven.specimen(12, 180),
                alone.specimen(6, 9),
                development.specimen(39, 40));
        for (Specimen base : bases) {
            LogFaults.addTo(cases, base);
            ChainFaults.addTo(cases, base);
        }
        Specimen record = four.specimen(57, 400);
        Specimen statement = seven.specimen(78, 144);
        Specimen only = alone.specimen(6, 9);
        Specimen unsealed = development.specimen(7, 33);
        List.of(record, statement, only).forEach(base -> ChainFaults.addSealed(cases, base));
        List.of(record, statement, unsealed).forEach(base -> FileFaults.addTo(cases, base));
        List.of(record, statement, unsealed).forEach(base -> TrustFaults.addTo(cases, base));
        FileFaults.addSizes(cases, record);
        splices(four, seven, alone);
        World voting = ChangeFaults.world();
        fill(voting, 9);
        ChangeFaults.addTo(cases, voting);
        ErasedRecords.addTo(cases);
        Bundles.addTo(cases, four, 24, List.of(400, 129, 64));
        Bundles.addTo(cases, seven, 9, List.of(180, 31));
        Bundles.addTo(cases, development, 5, List.of(40));
    }

    /** Records and other statements in turn, by three agencies, one of which changes its key. */
    private static void fill(World world, int count) {
        Sealers sealers = world.sealers();
        String[] agencies = {"fiscal", "tax", "ships"};
        String[] kinds = {
            "record.withdrawn",
            "record.erased",
            "access.granted",
            "access.denied",
            "agreement.requested",
            "agreement.offered",
            "agreement.accepted",
            "agreement.refused",
            "agreement.suspended",
            "agreement.resumed",
            "agreement.expired",
            "agreement.revoked",
            "agreement.terminated",
            "agency.applied",
            "agency.admitted",
            "agency.suspended",
            "agency.restored",
            "agency.left",
            "key.registered",
            "key.rotated",
            "key.revoked"
        };
        for (int i = 0; i < count; i++) {
            String agency = agencies[i % 3];
            boolean later = agency.equals("tax") && i % 2 == 1;
            String key = later ? "tax-2" : agency;
            int number = later ? i + 100_000 : i;
            String code = agency.equals("ships") ? sealers.ships() : agency;
            world.append(
                    i % 4 < 2
                            ? sealers.publish(key, code, number)
                            : sealers.declare(key, code, kinds[i / 2 % kinds.length], number));
        }
    }

    /** Each statement in the first anchored tree that holds it and in the last one, with some of its fields shown. */
    private void valid(World world, int count, List<Integer> sizes) {
        for (int leaf = 0; leaf < count; leaf++) {
            int number = leaf;
            int first = sizes.stream().filter(size -> size > number).findFirst().orElseThrow();
            valid(world.specimen(leaf, first), "all fields shown");
            if (first == sizes.getLast()) {
                continue;
            }
            Specimen last = world.specimen(leaf, sizes.getLast());
            if (!last.record()) {
                valid(last, "in a later tree");
                continue;
            }
            List<String> some = new ArrayList<>();
            for (int i = 0; i < last.disclosures().size(); i++) {
                if ((leaf >> (1 + i % 5) & 1) == 1) {
                    some.add(last.disclosures().get(i));
                }
            }
            JsonValue.Obj receipt = some.isEmpty()
                    ? JsonEdit.remove(last.receipt(), "disclosures")
                    : JsonEdit.set(last.receipt(), "disclosures", some);
            cases.valid("valid", some.size() + " fields shown, in a later tree", last, receipt);
        }
    }

    private void valid(Specimen specimen, String what) {
        cases.valid("valid", specimen.record() ? what : "a statement that is no record", specimen, specimen.receipt());
    }

    /** A root that begins with a zero byte, which the trie leaves out; and one more anchor of a size in a later block. */
    private void leadingZero(World world, int count) {
        for (int size = 2; size <= count; size++) {
            if (world.tree().root(size).bytes()[0] == 0) {
                cases.valid(
                        "valid-anchor",
                        "a root that begins with a zero byte",
                        world.specimen(size - 1, size),
                        world.specimen(size - 1, size).receipt());
            }
        }
        Specimen specimen = world.specimen(3, 64);
        Anchoring later = world.anchoring(64, specimen.anchoring().root(), 9_999, world::sealAll);
        cases.valid("valid-anchor", "a proof made at a later block", specimen, specimen.anchoredBy(later));
    }

    private void odd(World world, List<Odd> statements) {
        for (Odd each : statements) {
            Specimen specimen = world.specimen(each.leaf(), world.size());
            if (each.failing().isEmpty()) {
                cases.valid(each.kind(), each.what(), specimen, specimen.receipt());
            } else {
                cases.failing(each.failing().get(), each.kind(), each.what(), specimen, specimen.receipt());
            }
        }
    }

    private void splices(World four, World seven, World alone) {
        for (int i = 0; i < 9; i++) {
            Specimen a = four.specimen(i * 5, 400);
            Specimen b = four.specimen(i * 16 + 1, 400);
            Splices.withinTree(cases, a, b);
            Splices.acrossSizes(cases, four.specimen(i, 64), four.specimen(i + 100, 129));
            Splices.acrossSizes(cases, seven.specimen(i, 180), seven.specimen(i + 1, 31));
            Splices.acrossWorlds(cases, four.specimen(i * 3, 100), seven.specimen(i * 3 + 2, 100));
            Splices.acrossWorlds(cases, alone.specimen(i % 9, 9), seven.specimen(i, 31));
        }
    }
}
