package io.govshare.proof.receipt;

import io.govshare.proof.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** What a receipt proves, step by step. */
public record Verdict(Outcome outcome, List<Step> steps) {
    public enum Outcome {
        VALID,
        /** Everything holds, but on a development chain, behind which nobody but its one node stands. */
        NOT_CONSORTIUM_SEALED,
        INVALID
    }

    public Verdict {
        steps = List.copyOf(steps);
    }

    public boolean valid() {
        return outcome == Outcome.VALID;
    }

    /** The step at which an invalid receipt failed. */
    public Optional<Step> failed() {
        return steps.stream()
                .filter(step -> step.status() == Step.Status.FAILED)
                .findFirst();
    }

    public JsonValue.Obj toJson() {
        List<JsonValue> written = steps.stream()
                .map(step -> (JsonValue) JsonValue.Obj.builder()
                        .add("name", step.name().toString())
                        .add("status", step.status().toString())
                        .add("detail", step.detail())
                        .build())
                .toList();
        return JsonValue.Obj.builder()
                .add("outcome", outcome.name())
                .add("steps", new JsonValue.Array(written))
                .build();
    }
}
