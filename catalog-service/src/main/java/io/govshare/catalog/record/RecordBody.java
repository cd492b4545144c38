package io.govshare.catalog.record;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.proof.json.JsonValue;
import io.govshare.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads one record from a request. */
final class RecordBody {

    private RecordBody() {}

    static JsonValue.Obj read(HttpServletRequest request, Dataset dataset) throws IOException {
        byte[] body = request.getInputStream().readNBytes(RecordRules.MAX_BYTES + 1);
        if (body.length > RecordRules.MAX_BYTES) {
            throw new ProblemException(
                    RecordProblem.TOO_LARGE, "A record has at most " + RecordRules.MAX_BYTES + " bytes");
        }
        return accepted(RecordRules.check(body, dataset));
    }

    static JsonValue.Obj accepted(Checked checked) {
        return switch (checked) {
            case Checked.Good(JsonValue.Obj fields) -> fields;
            case Checked.Unreadable(String reason) ->
                throw new ProblemException(RecordProblem.MALFORMED_RECORD, reason);
            case Checked.Bad(List<FieldProblem> problems) -> throw refused(problems);
        };
    }

    private static ProblemException refused(List<FieldProblem> problems) {
        FieldProblem first = problems.getFirst();
        List<Map<String, String>> errors = problems.stream()
                .map(problem -> Map.of("pointer", problem.pointer(), "reason", problem.reason()))
                .toList();
        return new ProblemException(
                RecordProblem.INVALID_RECORD,
                first.field().isEmpty() ? first.reason() : "'" + first.field() + "': " + first.reason(),
                first.field().isEmpty() ? Map.of("errors", errors) : Map.of("field", first.field(), "errors", errors));
    }
}
