package io.govshare.catalog.objection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.govshare.catalog.access.Ask;
import io.govshare.catalog.dataset.StorableText;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/catalog/v1")
@Tag(name = "Objections", description = "What readers say is wrong with records, and what is answered")
class ObjectionController {

    private static final int MAX_PAGE = 200;
    private static final int MAX_REASON = 1_000;
    private static final int MAX_FIELD = 200;

    private final ObjectionDesk desk;
    private final Objections objections;

    ObjectionController(ObjectionDesk desk, Objections objections) {
        this.desk = desk;
        this.objections = objections;
    }

    /**
     * @param version the latest when absent
     * @param field the one that is wrong; absent for the record as a whole
     * @param reason what is wrong; it must not repeat what may have to be erased one day
     */
    record Raised(
            @Schema(minimum = "1") @Nullable Integer version,
            @Nullable String field,
            @Nullable String reason) {}

    record Reason(@Nullable String reason) {}

    /**
     * @param reason absent when it was withdrawn
     * @param correction entry of the statement that corrects the record; absent unless upheld
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AnswerView(
            String operator,
            Instant at,
            @Nullable String reason,
            @Nullable String correction) {}

    /** @param replyDue until when the provider answers */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID objection,
            UUID record,
            int version,
            UUID dataset,
            String provider,
            String agency,
            String operator,
            @Nullable String field,
            String reason,
            Instant raisedAt,
            Instant replyDue,
            String status,
            @Nullable AnswerView answer) {

        static View of(Objection objection) {
            Objection.Answer answer = objection.answer();
            return new View(
                    objection.id(),
                    objection.record(),
                    objection.version(),
                    objection.dataset(),
                    objection.provider(),
                    objection.agency(),
                    objection.operator(),
                    objection.field(),
                    objection.reason(),
                    objection.raisedAt(),
                    objection.replyDue(),
                    objection.status().code(),
                    answer == null
                            ? null
                            : new AnswerView(answer.operator(), answer.at(), answer.reason(), answer.correction()));
        }
    }

    /** @param next cursor of the next page; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<View> objections, @Nullable UUID next) {}

    @PostMapping("/records/{record}/objections")
    @Operation(summary = "Object to a record that the operator's agency may read, or ask for its correction")
    @ResponseStatus(HttpStatus.CREATED)
    @MayRefuse({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT, HttpStatus.GONE})
    ResponseEntity<View> object(
            @PathVariable UUID record,
            @RequestParam(required = false) @Schema(maxLength = 200) @Nullable String purpose,
            @RequestParam(required = false) @Nullable UUID agreement,
            @RequestBody Raised raised,
            Operator operator) {
        if (raised.version() != null && raised.version() < 1) {
            throw invalid("version", "is 1 or more; without one the latest is meant");
        }
        if (raised.field() != null) {
            checked("field", raised.field(), MAX_FIELD);
        }
        String reason = checked("reason", raised.reason(), MAX_REASON);
        Ask ask = new Ask(record, raised.version(), operator, purpose, agreement, false);
        View view = View.of(desk.raise(ask, raised.field(), reason));
        return ResponseEntity.created(URI.create("/api/catalog/v1/objections/" + view.objection()))
                .body(view);
    }

    @GetMapping("/objections")
    @Operation(summary = "Objections by and to the operator's agency, newest first; auditors see all")
    Page objections(
            @RequestParam(required = false) @Nullable UUID record,
            @RequestParam(required = false)
                    @Schema(allowableValues = {"open", "upheld", "rejected", "withdrawn"})
                    @Nullable
                    String status,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(MAX_PAGE) int limit,
            Operator operator) {
        Objection.Status wanted = status == null ? null : status(status);
        boolean all = operator.overseesAll();
        if (!all && operator.agency() == null) {
            return new Page(List.of(), null);
        }
        List<View> found =
                objections.page(all ? null : operator.agency(), record, wanted, overdue, cursor, limit + 1).stream()
                        .map(View::of)
                        .toList();
        boolean more = found.size() > limit;
        List<View> items = more ? found.subList(0, limit) : found;
        return new Page(items, more ? items.getLast().objection() : null);
    }

    @GetMapping("/objections/{id}")
    @Operation(summary = "One objection, for its parties and auditors")
    View objection(@PathVariable UUID id, Operator operator) {
        return View.of(desk.visible(id, operator));
    }

    @PostMapping("/objections/{id}/upholding")
    @Operation(
            summary = "Agree, as the record's agency, once the record has been corrected",
            description = "By a later version, a withdrawal or an erasure; the answer names the statement of it.")
    @MayRefuse(HttpStatus.CONFLICT)
    View uphold(@PathVariable UUID id, @RequestBody Reason reason, Operator operator) {
        return View.of(desk.uphold(id, checked("reason", reason.reason(), MAX_REASON), operator));
    }

    @PostMapping("/objections/{id}/rejection")
    @Operation(summary = "Disagree with a reason, as the record's agency")
    @MayRefuse(HttpStatus.CONFLICT)
    View reject(@PathVariable UUID id, @RequestBody Reason reason, Operator operator) {
        return View.of(desk.reject(id, checked("reason", reason.reason(), MAX_REASON), operator));
    }

    @PostMapping("/objections/{id}/withdrawal")
    @Operation(summary = "Take an objection back, as the agency that raised it")
    @MayRefuse(HttpStatus.CONFLICT)
    View takeBack(@PathVariable UUID id, Operator operator) {
        return View.of(desk.withdraw(id, operator));
    }

    private static Objection.Status status(String code) {
        for (Objection.Status status : Objection.Status.values()) {
            if (status.code().equals(code)) {
                return status;
            }
        }
        throw new ProblemException(
                CommonProblem.INVALID_PARAMETER,
                "status is open, upheld, rejected or withdrawn",
                Map.of("parameter", "status"));
    }

    private static String checked(String field, @Nullable String text, int max) {
        if (text == null || text.isBlank() || text.length() > max || !StorableText.is(text)) {
            throw invalid(field, String.format(Locale.ROOT, "has 1 to %,d characters", max));
        }
        return text;
    }

    private static ProblemException invalid(String field, String reason) {
        return new ProblemException(CommonProblem.INVALID_FIELD, "'" + field + "' " + reason, Map.of("field", field));
    }
}
