package io.govshare.catalog.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.govshare.catalog.dataset.StorableText;
import io.govshare.catalog.export.ExportProperties;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.merkle.Hash;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@RequestMapping("/api/catalog/v1/agreements")
@Tag(name = "Agreements")
class AgreementController {

    private static final int MAX_PAGE = 200;
    private static final int MAX_REASON = 500;
    private static final MediaType POLICY = MediaType.parseMediaType(OdrlPolicy.MEDIA_TYPE);

    private final AgreementSteps steps;
    private final Agreements agreements;
    private final OdrlPolicy odrl;
    private final Clock clock;

    AgreementController(AgreementSteps steps, Agreements agreements, ExportProperties names, Clock clock) {
        this.odrl = new OdrlPolicy(names.address(""));
        this.steps = steps;
        this.agreements = agreements;
        this.clock = clock;
    }

    /**
     * Hours of each day at which records are read.
     *
     * @param from such as 08:00, inclusive
     * @param to exclusive; before {@code from} when the hours go over midnight
     * @param zone such as Europe/Paris
     */
    record Hours(
            @Nullable String from,
            @Nullable String to,
            @Nullable String zone) {

        static @Nullable Hours of(@Nullable DailyHours hours) {
            return hours == null
                    ? null
                    : new Hours(
                            hours.from().toString(),
                            hours.to().toString(),
                            hours.zone().getId());
        }

        DailyHours checked() {
            try {
                return new DailyHours(
                        LocalTime.parse(given("hours", from)).truncatedTo(ChronoUnit.MINUTES),
                        LocalTime.parse(given("hours", to)).truncatedTo(ChronoUnit.MINUTES),
                        named());
            } catch (DateTimeException e) {
                throw TermsRules.invalid("hours", "has times such as 08:00 and a zone such as Europe/Paris")
                        .causedBy(e);
            }
        }

        private ZoneId named() {
            return ZoneId.of(given("hours", zone));
        }
    }

    /**
     * What a consumer's agency asks for; dataset, purpose, legal basis, fields and end are needed.
     *
     * @param purposeCategory the kind of purpose, a name of the W3C's Data Privacy Vocabulary such as LegalCompliance
     * @param area ISO 3166 codes of where the data are used
     * @param processor code of the agency that reads on the consumer's behalf
     */
    record Request(
            @Nullable UUID dataset,
            @Nullable String purpose,
            @Nullable String purposeCategory,
            @Nullable String legalBasis,
            @Nullable List<@Nullable String> fields,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            @Nullable Hours hours,
            @Nullable Integer readsPerMinute,
            @Nullable List<@Nullable String> area,
            @Nullable String processor) {

        AgreementSteps.Proposal proposal() {
            return new Offer(legalBasis, fields, validFrom, validUntil, hours, readsPerMinute, area, processor)
                    .proposal()
                    .of(purposeCategory);
        }
    }

    /**
     * What one party proposes to the other; legal basis, fields and end are needed. Dataset and purpose are those of the
     * request; what else is left out is not a condition any more.
     */
    record Offer(
            @Nullable String legalBasis,
            @Nullable List<@Nullable String> fields,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            @Nullable Hours hours,
            @Nullable Integer readsPerMinute,
            @Nullable List<@Nullable String> area,
            @Nullable String processor) {

        AgreementSteps.Proposal proposal() {
            return new AgreementSteps.Proposal(
                    given("legalBasis", legalBasis),
                    given("fields", fields).stream()
                            .map(field -> given("fields", field))
                            .toList(),
                    given("validUntil", validUntil),
                    new Conditions(
                            null,
                            validFrom == null ? null : validFrom.truncatedTo(ChronoUnit.SECONDS),
                            hours == null ? null : hours.checked(),
                            readsPerMinute,
                            area == null
                                    ? List.of()
                                    : area.stream()
                                            .map(code -> given("area", code))
                                            .toList(),
                            processor));
        }
    }

    /** @param terms hash of the terms that are accepted; needed once an offer has been made */
    record Acceptance(@Nullable String terms) {}

    record Reason(@Nullable String reason) {}

    /**
     * One step and the entry that proves it.
     *
     * @param agency the party that took and sealed it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepView(
            Instant at,
            String agency,
            String operator,
            String entry,
            @Nullable String reason) {

        static StepView of(Agreement.Step step) {
            return new StepView(step.at(), step.agency(), step.operator(), step.entry(), step.reason());
        }
    }

    /**
     * @param inForce whether it allows reading at this moment: active, and its end is ahead
     * @param suspendedBy the agency that may resume it
     * @param replyDue until when the party that did not speak last has to reply
     * @param deliveryDue until when the dataset has to have records
     * @param terms base64url SHA-256 of the terms, as both agencies seal it
     * @param latest the step that led to the status
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID agreement,
            UUID dataset,
            String provider,
            String consumer,
            String purpose,
            @Nullable String purposeCategory,
            String legalBasis,
            List<String> fields,
            @Nullable Instant validFrom,
            Instant validUntil,
            @Nullable Hours hours,
            @Nullable Integer readsPerMinute,
            List<String> area,
            @Nullable String processor,
            String status,
            boolean inForce,
            @Nullable String suspendedBy,
            @Nullable Instant replyDue,
            @Nullable Instant deliveryDue,
            String terms,
            StepView requested,
            StepView latest) {

        static View of(Agreement agreement, Instant now) {
            Terms terms = agreement.terms();
            Conditions conditions = terms.conditions();
            return new View(
                    agreement.id(),
                    terms.dataset(),
                    terms.provider(),
                    terms.consumer(),
                    terms.purpose(),
                    conditions.purposeCategory(),
                    terms.legalBasis(),
                    terms.fields(),
                    conditions.validFrom(),
                    terms.validUntil(),
                    Hours.of(conditions.hours()),
                    conditions.readsPerMinute(),
                    conditions.area(),
                    conditions.processor(),
                    agreement.state().code(),
                    agreement.allowsAt(now),
                    agreement.suspendedBy(),
                    agreement.state().isNegotiated() ? agreement.due() : null,
                    agreement.state().isConcluded() ? agreement.due() : null,
                    agreement.termsHash(),
                    StepView.of(agreement.requested()),
                    StepView.of(agreement.latest()));
        }
    }

    /**
     * @param status where the agreement stood after the step
     * @param terms hash of the terms as they stood after it
     */
    record RecordedView(int number, String status, String terms, StepView step) {

        static RecordedView of(Agreements.Recorded recorded) {
            return new RecordedView(
                    recorded.number(), recorded.state().code(), recorded.terms(), StepView.of(recorded.step()));
        }
    }

    /** @param next number behind which the next page begins; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record History(List<RecordedView> steps, @Nullable Integer next) {}

    /** @param next cursor of the next page; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<View> agreements, @Nullable UUID next) {}

    @PostMapping
    @Operation(summary = "Ask another agency for the right to read one of its datasets")
    @ResponseStatus(HttpStatus.CREATED)
    @MayRefuse({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<View> request(@RequestBody Request request, Operator operator) {
        View view = view(steps.request(
                given("dataset", request.dataset()),
                given("purpose", request.purpose()),
                request.proposal(),
                operator));
        return ResponseEntity.created(URI.create("/api/catalog/v1/agreements/" + view.agreement()))
                .body(view);
    }

    @GetMapping
    @Operation(summary = "Agreements of the operator's agency, newest first; auditors see all")
    Page list(
            @RequestParam(required = false) @Nullable UUID dataset,
            @RequestParam(required = false)
                    @Schema(
                            allowableValues = {
                                "requested",
                                "offered",
                                "countered",
                                "active",
                                "suspended",
                                "refused",
                                "withdrawn",
                                "revoked",
                                "terminated",
                                "expired"
                            })
                    @Nullable
                    String status,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(MAX_PAGE) int limit,
            Operator operator) {
        if (status != null && AgreementState.ofCode(status).isEmpty()) {
            throw new ProblemException(
                    CommonProblem.INVALID_PARAMETER, "no agreement has this status", Map.of("parameter", "status"));
        }
        boolean all = overseesAll(operator);
        if (!all && operator.agency() == null) {
            return new Page(List.of(), null);
        }
        List<View> found =
                agreements.page(all ? null : operator.agency(), dataset, status, overdue, cursor, limit + 1).stream()
                        .map(this::view)
                        .toList();
        boolean more = found.size() > limit;
        List<View> items = more ? found.subList(0, limit) : found;
        return new Page(items, more ? items.getLast().agreement() : null);
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "One agreement, for its parties, its processor and auditors",
            description = "As application/ld+json it is a policy in ODRL 2.2.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = View.class)),
                @Content(mediaType = OdrlPolicy.MEDIA_TYPE, schema = @Schema(type = "object"))
            })
    ResponseEntity<Object> get(@PathVariable UUID id, WebRequest request, Operator operator) {
        Agreement agreement = visible(id, operator);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return wantsPolicy(request)
                ? answer.contentType(POLICY).body(JsonWriter.bytes(odrl.of(agreement)))
                : answer.contentType(MediaType.APPLICATION_JSON).body(view(agreement));
    }

    /** Whoever takes anything gets the view. */
    private static boolean wantsPolicy(WebRequest request) {
        String[] accept = request.getHeaderValues(HttpHeaders.ACCEPT);
        List<MediaType> wanted =
                new ArrayList<>(accept == null ? List.of() : MediaType.parseMediaTypes(List.of(accept)));
        MimeTypeUtils.sortBySpecificity(wanted);
        return wanted.stream()
                .filter(type -> type.includes(MediaType.APPLICATION_JSON) || type.includes(POLICY))
                .findFirst()
                .filter(type -> !type.includes(MediaType.APPLICATION_JSON))
                .isPresent();
    }

    @GetMapping("/{id}/steps")
    @Operation(summary = "All steps of an agreement in their order, for its parties and auditors")
    History history(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") @Min(0) int after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(MAX_PAGE) int limit,
            Operator operator) {
        visible(id, operator);
        List<RecordedView> found = agreements.steps(id, after, limit + 1).stream()
                .map(RecordedView::of)
                .toList();
        boolean more = found.size() > limit;
        List<RecordedView> items = more ? found.subList(0, limit) : found;
        return new History(items, more ? items.getLast().number() : null);
    }

    @GetMapping(path = "/{id}/terms/{hash}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Terms that were proposed, for the parties and auditors",
            description = "Byte by byte the document whose SHA-256 the parties have sealed.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> terms(
            @PathVariable UUID id,
            @PathVariable @Schema(pattern = "[A-Za-z0-9_-]{43}") String hash,
            Operator operator) {
        visible(id, operator);
        requireHash(hash);
        String document = agreements
                .document(id, hash)
                .orElseThrow(() -> new ProblemException(
                        AgreementProblem.NO_TERMS, "The agreement has never had terms with this hash"));
        return ResponseEntity.ok(document.getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/{id}/offers")
    @Operation(summary = "Answer a request or a counter-offer with other terms, as the provider")
    @MayRefuse({HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    View offer(@PathVariable UUID id, @RequestBody Offer offer, Operator operator) {
        return view(steps.propose(id, Move.OFFER, offer.proposal(), operator));
    }

    @PostMapping("/{id}/counter-offers")
    @Operation(summary = "Answer an offer with other terms, as the consumer")
    @MayRefuse({HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    View counter(@PathVariable UUID id, @RequestBody Offer offer, Operator operator) {
        return view(steps.propose(id, Move.COUNTER, offer.proposal(), operator));
    }

    @PostMapping("/{id}/acceptance")
    @Operation(summary = "Accept the terms that the other party has proposed last")
    @MayRefuse(HttpStatus.CONFLICT)
    View accept(@PathVariable UUID id, @RequestBody Acceptance acceptance, Operator operator) {
        return view(steps.accept(id, acceptance.terms(), operator));
    }

    @PostMapping("/{id}/refusal")
    @Operation(summary = "Refuse with a reason, as the provider, before the agreement is concluded")
    @MayRefuse(HttpStatus.CONFLICT)
    View refuse(@PathVariable UUID id, @RequestBody Reason reason, Operator operator) {
        return view(steps.take(id, Move.REFUSE, checked(reason), operator));
    }

    @PostMapping("/{id}/withdrawal")
    @Operation(summary = "Take a request back with a reason, as the consumer, before the agreement is concluded")
    @MayRefuse(HttpStatus.CONFLICT)
    View withdraw(@PathVariable UUID id, @RequestBody Reason reason, Operator operator) {
        return view(steps.take(id, Move.WITHDRAW, checked(reason), operator));
    }

    @PostMapping("/{id}/suspension")
    @Operation(summary = "Suspend an active agreement with a reason, as either party")
    @MayRefuse(HttpStatus.CONFLICT)
    View suspend(@PathVariable UUID id, @RequestBody Reason reason, Operator operator) {
        return view(steps.take(id, Move.SUSPEND, checked(reason), operator));
    }

    @PostMapping("/{id}/resumption")
    @Operation(summary = "Make an agreement active again, as the party that suspended it")
    @MayRefuse(HttpStatus.CONFLICT)
    View resume(@PathVariable UUID id, Operator operator) {
        return view(steps.resume(id, operator));
    }

    @PostMapping("/{id}/revocation")
    @Operation(summary = "End an agreement with a reason, as the provider")
    @MayRefuse(HttpStatus.CONFLICT)
    View revoke(@PathVariable UUID id, @RequestBody Reason reason, Operator operator) {
        return view(steps.take(id, Move.REVOKE, checked(reason), operator));
    }

    @PostMapping("/{id}/termination")
    @Operation(summary = "End an agreement with a reason, as the consumer")
    @MayRefuse(HttpStatus.CONFLICT)
    View terminate(@PathVariable UUID id, @RequestBody Reason reason, Operator operator) {
        return view(steps.take(id, Move.TERMINATE, checked(reason), operator));
    }

    private Agreement visible(UUID id, Operator operator) {
        return agreements
                .find(id)
                .filter(found -> overseesAll(operator)
                        || operator.agencyCode()
                                .filter(agency -> found.isParty(agency) || found.isReader(agency))
                                .isPresent())
                .orElseThrow(() -> new ProblemException(
                        AgreementProblem.NOT_FOUND, "The operator's agency has no agreement with the id " + id));
    }

    private View view(Agreement agreement) {
        return View.of(agreement, clock.instant());
    }

    private static boolean overseesAll(Operator operator) {
        return operator.has(Roles.AUDITOR) || operator.has(Roles.PLATFORM_OPERATOR);
    }

    private static void requireHash(String hash) {
        try {
            Hash.fromBase64Url(hash);
        } catch (ProofFormatException e) {
            throw new ProblemException(
                            CommonProblem.INVALID_PARAMETER,
                            "The hash of terms is a SHA-256 in base64url without padding",
                            Map.of("parameter", "hash"))
                    .causedBy(e);
        }
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw TermsRules.invalid(field, "is missing");
        }
        return value;
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
