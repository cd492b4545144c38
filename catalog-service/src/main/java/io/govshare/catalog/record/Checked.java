package io.govshare.catalog.record;

import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.proof.json.JsonValue;
import java.util.List;

/** What checking a record came to. */
public sealed interface Checked {

    /** @param fields top-level fields as they were written, numbers digit by digit */
    record Good(JsonValue.Obj fields) implements Checked {}

    /** It is no JSON object. */
    record Unreadable(String reason) implements Checked {}

    /** @param problems at least one */
    record Bad(List<FieldProblem> problems) implements Checked {

        public Bad {
            problems = List.copyOf(problems);
        }

        Bad(String pointer, String reason) {
            this(List.of(new FieldProblem(pointer, reason)));
        }
    }
}
