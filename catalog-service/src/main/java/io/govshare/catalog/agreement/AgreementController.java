package io.govshare.catalog.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.govshare.catalog.dataset.StorableText;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
@RequestMapping("/api/catalog/v1/agreements")
@Tag(name = "Agreements")
class AgreementController {

    private static final int MAX_PAGE = 200;
    private static final int MAX_REASON = 500;
    private static final Set<String> STATUSES = Set.of("requested", "active", "refused", "revoked");

    private final AgreementSteps steps;
    private final Agreements agreements;
    private final Clock clock;

    AgreementController(AgreementSteps steps, Agreements agreements, Clock clock) {
        this.steps = steps;
        this.agreements = agreements;
        this.clock = clock;
    }

    /** What a consumer's agency asks for; every member is needed. */
    record Request(
            @Nullable UUID dataset,
            @Nullable String purpose,
            @Nullable String legalBasis,
            @Nullable List<@Nullable String> fields,
            @Nullable Instant validUntil) {

        AgreementSteps.Wish wish() {
            return new AgreementSteps.Wish(
                    given("dataset", dataset),
                    given("purpose", purpose),
                    given("legalBasis", legalBasis),
                    given("fields", fields).stream()
                            .map(field -> given("fields", field))
                            .toList(),
                    given("validUntil", validUntil));
        }

        private static <T> T given(String field, @Nullable T value) {
            if (value == null) {
                throw TermsRules.invalid(field, "is missing");
            }
            return value;
        }
    }

    record Reason(@Nullable String reason) {}

    /** One step and the entry that proves it. */
    record StepView(Instant at, String operator, String entry) {

        static StepView of(Agreement.Step step) {
            return new StepView(step.at(), step.operator(), step.entry());
        }
    }

    /**
     * @param status requested, active, expired, refused or revoked
     * @param terms base64url SHA-256 of the terms, as both agencies seal it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID agreement,
            UUID dataset,
            String provider,
            String consumer,
            String purpose,
            String legalBasis,
            List<String> fields,
            Instant validUntil,
            String status,
            String terms,
            StepView requested,
            @Nullable StepView accepted,
            @Nullable StepView refused,
            @Nullable StepView revoked,
            @Nullable String reason) {

        static View of(Agreement agreement, Instant now) {
            StepView accepted = null;
            StepView refused = null;
            StepView revoked = null;
            String reason = null;
            switch (agreement.state()) {
                case Agreement.Requested _ -> {}
                case Agreement.Active(Agreement.Step step) -> accepted = StepView.of(step);
                case Agreement.Refused(Agreement.Step step, String why) -> {
                    refused = StepView.of(step);
                    reason = why;
                }
                case Agreement.Revoked(Agreement.Step first, Agreement.Step last, String why) -> {
                    accepted = StepView.of(first);
                    revoked = StepView.of(last);
                    reason = why;
                }
            }
            boolean expired = agreement.state() instanceof Agreement.Active && !agreement.allowsAt(now);
            Terms terms = agreement.terms();
            return new View(
                    agreement.id(),
                    terms.dataset(),
                    terms.provider(),
                    terms.consumer(),
                    terms.purpose(),
                    terms.legalBasis(),
                    terms.fields(),
                    terms.validUntil(),
                    expired ? "expired" : agreement.state().code(),
                    agreement.termsHash(),
                    StepView.of(agreement.requested()),
                    accepted,
                    refused,
                    revoked,
                    reason);
        }
    }

    /** @param next cursor of the next page; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<View> agreements, @Nullable UUID next) {}

    @PostMapping
    @Operation(summary = "Ask another agency for the right to read one of its datasets")
    @ResponseStatus(HttpStatus.CREATED)
    @MayRefuse({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<View> request(@RequestBody Request request, Operator operator) {
        View view = view(steps.request(request.wish(), operator));
        return ResponseEntity.created(URI.create("/api/catalog/v1/agreements/" + view.agreement()))
                .body(view);
    }

    @GetMapping
    @Operation(summary = "Agreements of the operator's agency, newest first; auditors see all")
    Page list(
            @RequestParam(required = false) @Nullable UUID dataset,
            @RequestParam(required = false)
                    @Schema(allowableValues = {"requested", "active", "refused", "revoked"})
                    @Nullable
                    String status,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(MAX_PAGE) int limit,
            Operator operator) {
        if (status != null && !STATUSES.contains(status)) {
            throw new ProblemException(
                    CommonProblem.INVALID_PARAMETER,
                    "status is requested, active, refused or revoked",
                    Map.of("parameter", "status"));
        }
        boolean all = overseesAll(operator);
        if (!all && operator.agency() == null) {
            return new Page(List.of(), null);
        }
        List<View> found = agreements.page(all ? null : operator.agency(), dataset, status, cursor, limit + 1).stream()
                .map(this::view)
                .toList();
        boolean more = found.size() > limit;
        List<View> items = more ? found.subList(0, limit) : found;
        return new Page(items, more ? items.getLast().agreement() : null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One agreement, for its parties and auditors")
    View get(@PathVariable UUID id, Operator operator) {
        return agreements
                .find(id)
                .filter(found -> overseesAll(operator)
                        || operator.agencyCode().filter(found::isParty).isPresent())
                .map(this::view)
                .orElseThrow(() -> new ProblemException(
                        AgreementProblem.NOT_FOUND, "The operator's agency has no agreement with the id " + id));
    }

    @PostMapping("/{id}/acceptance")
    @Operation(summary = "Accept, as the provider")
    @MayRefuse(HttpStatus.CONFLICT)
    View accept(@PathVariable UUID id, Operator operator) {
        return view(steps.accept(id, operator));
    }

    @PostMapping("/{id}/refusal")
    @Operation(summary = "Refuse with a reason, as the provider")
    @MayRefuse(HttpStatus.CONFLICT)
    View refuse(@PathVariable UUID id, @RequestBody Reason reason, Operator operator) {
        return view(steps.refuse(id, operator, checked(reason)));
    }

    @PostMapping("/{id}/revocation")
    @Operation(summary = "End an active agreement with a reason, as either party")
    @MayRefuse(HttpStatus.CONFLICT)
    View revoke(@PathVariable UUID id, @RequestBody Reason reason, Operator operator) {
        return view(steps.revoke(id, operator, checked(reason)));
    }

    private View view(Agreement agreement) {
        return View.of(agreement, clock.instant());
    }

    private static boolean overseesAll(Operator operator) {
        return operator.has(Roles.AUDITOR) || operator.has(Roles.PLATFORM_OPERATOR);
    }

    private static String checked(Reason given) {
        String reason = given.reason();
        if (reason == null || reason.isBlank() || reason.length() > MAX_REASON || !StorableText.is(reason)) {
            throw new ProblemException(
                    CommonProblem.INVALID_FIELD,
                    "reason has 1 to " + MAX_REASON + " characters",
                    Map.of("field", "reason"));
        }
        return reason;
    }
}
