package io.govshare.proof.corpus;

import io.govshare.proof.corpus.CorpusCase.Expected;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects cases and the trust files they name. */
final class Cases {
    private final List<CorpusCase> all = new ArrayList<>();
    private final List<BundleCase> bundles = new ArrayList<>();
    private final Map<String, String> trusts = new LinkedHashMap<>();
    private final Map<String, String> trustNames = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    void valid(String kind, String what, Specimen specimen, JsonValue.Obj receipt) {
        add(kind, what, specimen.trust(), receipt.toString(), specimen.world().good());
    }

    void failing(Step.Name step, String kind, String what, Specimen specimen, JsonValue.Obj receipt) {
        add(kind, what, specimen.trust(), receipt.toString(), Expected.failing(step));
    }

    void unusable(String kind, String what, Specimen specimen, String text) {
        add(kind, what, specimen.trust(), text, Expected.UNUSABLE);
    }

    void unusable(String kind, String what, Specimen specimen, byte[] bytes) {
        add(kind, what, specimen.trust(), bytes, 0, Expected.UNUSABLE);
    }

    void add(String kind, String what, String trust, String receipt, Expected expected) {
        add(kind, what, trust, receipt.getBytes(StandardCharsets.UTF_8), 0, expected);
    }

    /** @param trust text of the trust file, kept once however many cases name it */
    void add(String kind, String what, String trust, byte[] receipt, long padTo, Expected expected) {
        String name = trustName(trust);
        int number = counts.merge(kind, 1, Integer::sum);
        String id = String.format(Locale.ROOT, "%s-%03d", kind, number);
        all.add(new CorpusCase(id, kind, what, name, receipt, padTo, expected));
    }

    /** @param expected the verdicts on its receipts; none when the file is no bundle */
    void bundle(String what, String trust, String bundle, List<Expected> expected) {
        String id = String.format(Locale.ROOT, "bundle-%03d", bundles.size() + 1);
        bundles.add(new BundleCase(id, what, trustName(trust), bundle, expected));
    }

    private String trustName(String trust) {
        return trustNames.computeIfAbsent(trust, text -> {
            String fresh = "trust-" + (trusts.size() + 1) + ".json";
            trusts.put(fresh, text);
            return fresh;
        });
    }

    List<BundleCase> bundles() {
        return bundles;
    }

    List<CorpusCase> all() {
        return all;
    }

    /** Text of the trust files by name. */
    Map<String, String> trusts() {
        return trusts;
    }
}
