package io.govshare.verifier;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.receipt.Verdict;
import java.util.Locale;

/** Puts verdicts into words. */
final class Report {
    private Report() {}

    static String text(String file, Verdict verdict, TrustFile trust) {
        StringBuilder text = new StringBuilder(Printable.of(file)).append('\n');
        for (Step step : verdict.steps()) {
            text.append(String.format(
                    Locale.ROOT, "  %-8s %-12s %s%n", step.status(), step.name(), Printable.of(step.detail())));
        }
        return text.append("by the trust file ")
                .append(Printable.of(trust.name()))
                .append(", SHA-256 ")
                .append(trust.sha256())
                .append('\n')
                .append(conclusion(verdict))
                .append('\n')
                .toString();
    }

    static String bundle(String file, int passed, int receipts) {
        return Printable.of(file) + ": " + passed + " of " + receipts + " receipts passed\n";
    }

    static String unusable(String file, String reason) {
        return Printable.of(file) + ": " + Printable.of(reason) + '\n';
    }

    static String json(String file, Verdict verdict, TrustFile trust) {
        JsonValue.Builder json = JsonValue.Obj.builder().add("file", file);
        verdict.toJson().members().forEach(json::add);
        verdict.failed().ifPresent(step -> json.add("failed", step.name().toString()));
        json.add("trust", trust.toJson());
        return json.build().toString() + '\n';
    }

    static String unusableJson(String file, String reason) {
        return JsonValue.Obj.builder()
                        .add("file", file)
                        .add("outcome", "UNUSABLE")
                        .add("reason", reason)
                        .build()
                        .toString()
                + '\n';
    }

    private static String conclusion(Verdict verdict) {
        return switch (verdict.outcome()) {
            case VALID -> "VALID: sealed, logged, anchored, and sealed by the consortium";
            case NOT_CONSORTIUM_SEALED ->
                "NOT CONSORTIUM-SEALED: everything else holds, but on a development chain nobody vouches for the block";
            case INVALID ->
                "INVALID: "
                        + verdict.failed()
                                .map(step -> step.name() + ": " + Printable.of(step.detail()))
                                .orElse("no step failed, none is trusted");
        };
    }
}
