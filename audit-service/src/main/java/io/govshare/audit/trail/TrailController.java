package io.govshare.audit.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.govshare.audit.AuditProblem;
import io.govshare.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/audit/v1")
@PreAuthorize("hasAnyRole('auditor', 'platform-operator')")
@Tag(name = "Audit trail")
class TrailController {

    private static final Pattern KIND = Pattern.compile("[a-z]{1,40}\\.(\\*|[a-z-]{1,40})");

    private final Trail trail;
    private final Traces traces;
    private final Overviews overviews;

    TrailController(Trail trail, Traces traces, Overviews overviews) {
        this.trail = trail;
        this.traces = traces;
        this.overviews = overviews;
    }

    @GetMapping("/overview")
    @Operation(summary = "Counts, pending gap and activity at a glance")
    ResponseEntity<Overview> overview() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(overviews.now());
    }

    @GetMapping("/trail")
    @Operation(summary = "Search the trail, newest first; pass next as cursor for the page after")
    Page trail(
            @RequestParam @Size(max = 63) @Nullable String agency,
            @RequestParam @Size(max = 63) @Nullable String reader,
            @RequestParam @Nullable UUID dataset,
            @RequestParam @Nullable UUID record,
            @RequestParam @Nullable UUID agreement,
            @RequestParam @Schema(maxLength = 81) @Nullable String statement,
            @RequestParam @Min(0) @Nullable Long cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(TrailQuery.MAX_LIMIT) int limit) {
        requirePrintable("agency", agency);
        requirePrintable("reader", reader);
        if (statement != null && !KIND.matcher(statement).matches()) {
            throw invalid("statement", "statement is a type such as access.denied, or a family such as access.*");
        }
        List<TrailEvent> events =
                trail.find(new TrailQuery(agency, reader, dataset, record, agreement, statement, cursor, limit));
        return new Page(events, events.size() < limit ? null : events.getLast().seq());
    }

    @GetMapping("/records/{record}/trace")
    @Operation(summary = "One record's life: versions, reads, agreements, anchors")
    Trace trace(@PathVariable UUID record) {
        return traces.of(record)
                .orElseThrow(() -> new ProblemException(
                        AuditProblem.RECORD_UNKNOWN,
                        "No event names record " + record + "; a new record shows here within seconds.",
                        Map.of("parameter", "record")));
    }

    // PostgreSQL takes no U+0000 in a text, and no code has control characters.
    private static void requirePrintable(String parameter, @Nullable String code) {
        if (code != null && code.chars().anyMatch(Character::isISOControl)) {
            throw invalid(parameter, parameter + " is the code of an agency, such as tax");
        }
    }

    private static ProblemException invalid(String parameter, String detail) {
        return new ProblemException(AuditProblem.CRITERION_INVALID, detail, Map.of("parameter", parameter));
    }

    /** @param next cursor of the following page; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<TrailEvent> events, @Nullable Long next) {}
}
