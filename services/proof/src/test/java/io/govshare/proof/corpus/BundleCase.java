package io.govshare.proof.corpus;

import io.govshare.proof.corpus.CorpusCase.Expected;
import io.govshare.proof.json.JsonValue;
import java.util.List;

/**
 * A bundle, the trust file it is checked against, and the verdict on each of its receipts.
 *
 * @param bundle text of the file
 * @param expected in the order of the receipts; empty when the file is no bundle
 */
public record BundleCase(String id, String what, String trust, String bundle, List<Expected> expected) {
    public BundleCase {
        expected = List.copyOf(expected);
    }

    /** The line of the case in its file. */
    JsonValue.Obj toJson() {
        List<JsonValue> verdicts = expected.stream()
                .map(each -> (JsonValue) JsonValue.Obj.builder()
                        .add("outcome", each.outcome())
                        .add("failed", each.failedJson())
                        .build())
                .toList();
        return JsonValue.Obj.builder()
                .add("id", id)
                .add("what", what)
                .add("trust", trust)
                .add("bundle", bundle)
                .add("outcome", expected.isEmpty() ? JsonValue.of("UNUSABLE") : JsonValue.NULL)
                .add("verdicts", new JsonValue.Array(verdicts))
                .build();
    }

    @Override
    public String toString() {
        return id + " (" + what + ")";
    }
}
