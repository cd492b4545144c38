package io.govshare.identity.agency;

import io.govshare.schemas.AgencyChanged.Level;
import io.govshare.schemas.AgencyChanged.Status;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/identity/v1/agencies", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Agencies", description = "Who takes part, and in which status")
class AgencyController {

    private static final int HISTORY = 200;

    private final Agencies agencies;
    private final Membership membership;

    AgencyController(Agencies agencies, Membership membership) {
        this.agencies = agencies;
        this.membership = membership;
    }

    record AgencyView(
            String code, String name, Level level, String region, String domain, Status status, Instant since) {

        static AgencyView of(Agency agency) {
            return new AgencyView(
                    agency.code(),
                    agency.name(),
                    agency.level(),
                    agency.region(),
                    agency.domain(),
                    agency.status(),
                    agency.since());
        }
    }

    record Listing(List<AgencyView> agencies, @Nullable String next) {}

    record ChangeView(Status status, String operator, String reason, Instant changed) {}

    record History(List<ChangeView> changes) {}

    record Suspension(@Nullable String reason) {}

    @GetMapping
    @Operation(summary = "All agencies, in the order of their codes")
    Listing list(
            @RequestParam(defaultValue = "") @Schema(maxLength = 32) String cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        if (!cursor.isEmpty() && !cursor.matches("[a-z][a-z0-9-]{1,31}")) {
            throw new ProblemException(
                    AgencyProblem.UNACCEPTABLE_CURSOR,
                    "Send the 'next' of an earlier answer.",
                    Map.of("parameter", "cursor"));
        }
        List<AgencyView> found =
                agencies.after(cursor, limit).stream().map(AgencyView::of).toList();
        return new Listing(found, found.size() < limit ? null : found.getLast().code());
    }

    @GetMapping("/{code}")
    @Operation(summary = "One agency")
    AgencyView get(@PathVariable @Size(max = 32) String code) {
        return AgencyView.of(agencies.get(code));
    }

    @GetMapping("/{code}/history")
    @PreAuthorize("hasAnyRole('platform-operator', 'auditor')")
    @Operation(summary = "Who changed the agency's status, when and why; newest first")
    History history(@PathVariable @Size(max = 32) String code) {
        agencies.get(code);
        return new History(agencies.history(code, HISTORY).stream()
                .map(change -> new ChangeView(change.status(), change.operator(), change.reason(), change.changed()))
                .toList());
    }

    @PostMapping("/{code}/suspension")
    @PreAuthorize("hasRole('platform-operator')")
    @Operation(summary = "Suspend an agency: from now on it can do nothing, on any endpoint")
    @MayRefuse(HttpStatus.CONFLICT)
    AgencyView suspend(
            Operator operator, @PathVariable @Size(max = 32) String code, @RequestBody Suspension suspension) {
        return AgencyView.of(membership.suspend(code, operator, Reason.of(suspension.reason())));
    }

    @DeleteMapping("/{code}/suspension")
    @PreAuthorize("hasRole('platform-operator')")
    @Operation(summary = "Reinstate a suspended agency")
    @MayRefuse(HttpStatus.CONFLICT)
    AgencyView reinstate(
            Operator operator,
            @PathVariable @Size(max = 32) String code,
            @RequestParam(defaultValue = "reinstated") @Schema(maxLength = Reason.LONGEST) String reason) {
        return AgencyView.of(membership.reinstate(code, operator, Reason.of(reason)));
    }
}
