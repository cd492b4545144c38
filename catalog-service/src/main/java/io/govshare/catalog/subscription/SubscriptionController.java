package io.govshare.catalog.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.govshare.catalog.access.Ask;
import io.govshare.catalog.access.Reads;
import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.Datasets;
import io.govshare.catalog.outbound.OutboundClient;
import io.govshare.catalog.outbound.RefusedAddressException;
import io.govshare.starter.ids.UuidV7;
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
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/catalog/v1/subscriptions")
@Tag(name = "Following")
class SubscriptionController {

    private static final int MAX_PAGE = 200;

    private static final String SUBSCRIBERS = "hasAnyRole('consumer', 'agency-admin')";
    private static final String WATCHERS =
            "hasAnyRole('consumer', 'agency-admin', 'auditor', 'platform-operator', 'platform-service')";

    private final SubscriptionStore store;
    private final SubscriptionRight right;
    private final Datasets datasets;
    private final Reads reads;
    private final OutboundClient client;
    private final WebhookProperties properties;
    private final UuidV7 ids;
    private final Clock clock;

    SubscriptionController(
            SubscriptionStore store,
            SubscriptionRight right,
            Datasets datasets,
            Reads reads,
            OutboundClient client,
            WebhookProperties properties,
            UuidV7 ids,
            Clock clock) {
        this.store = store;
        this.right = right;
        this.datasets = datasets;
        this.reads = reads;
        this.client = client;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param address where new versions are sent by POST */
    record Wish(
            @Nullable UUID dataset,
            @Nullable @Schema(maxLength = 2_000) String address,
            @Nullable @Schema(maxLength = Ask.MAX_PURPOSE) String purpose,
            @Nullable UUID agreement) {}

    /**
     * @param status active, held while the agreement is suspended, or ended
     * @param failures attempts in a row that came to nothing
     * @param endReason why it ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID subscription,
            UUID dataset,
            String agency,
            String operator,
            String address,
            @Nullable String purpose,
            @Nullable UUID agreement,
            Instant createdAt,
            String status,
            int failures,
            @Nullable Instant endedAt,
            @Nullable String endReason) {}

    /** @param next cursor of the next page; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<View> subscriptions, @Nullable UUID next) {}

    /**
     * A version that could not be delivered.
     *
     * @param failure what the last attempt came to
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeadLetter(
            UUID record,
            int version,
            Instant publishedAt,
            int attempts,
            @Nullable String failure) {}

    record DeadLetters(List<DeadLetter> deadLetters) {}

    record Redelivery(int deliveries) {}

    @PostMapping
    @PreAuthorize(SUBSCRIBERS)
    @Operation(
            summary = "Have a dataset's new versions sent to an address",
            description = "Each is the view that a read at that moment gives, recorded as an access, sent by POST and"
                    + " signed (RFC 9421) with a key of the agency whose record it is. An answer 2xx acknowledges it;"
                    + " else it is sent again, later and later, and is a dead letter in the end. It may come twice,"
                    + " under the same Govshare-Delivery. The versions of one record come in order. A subscription"
                    + " ends when its agency may not read the dataset any more.")
    @ResponseStatus(HttpStatus.CREATED)
    @MayRefuse({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    ResponseEntity<View> subscribe(@RequestBody Wish wish, Operator operator) {
        UUID id = given("dataset", wish.dataset());
        URI address = address(given("address", wish.address()));
        Ask ask = Ask.ofDataset(operator, wish.purpose(), wish.agreement());
        Dataset dataset = datasets.find(id)
                .filter(any -> any.visibleTo(operator.agency()) || reads.wouldGrant(any.id(), ask))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND, "No dataset has the id " + id));
        reads.admit(dataset, ask);
        Subscription subscription = new Subscription(
                ids.next(),
                dataset.id(),
                operator,
                wish.purpose(),
                wish.agreement(),
                address,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                0);
        if (!store.insert(subscription, properties.perAgency())) {
            throw new ProblemException(
                    SubscriptionProblem.TOO_MANY_SUBSCRIPTIONS,
                    "An agency has at most " + properties.perAgency() + "; end one first");
        }
        return ResponseEntity.created(URI.create("/api/catalog/v1/subscriptions/" + subscription.id()))
                .body(view(subscription));
    }

    @GetMapping
    @PreAuthorize(WATCHERS)
    @Operation(summary = "The agency's subscriptions, newest first; all of them for those who oversee")
    Page list(
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(MAX_PAGE) int limit,
            Operator operator) {
        List<Subscription> page = store.page(operator.overseesAll() ? null : operator.agency(), cursor, limit + 1);
        List<View> shown = page.stream().limit(limit).map(this::view).toList();
        return new Page(shown, page.size() > limit ? shown.getLast().subscription() : null);
    }

    @GetMapping("/{subscription}")
    @PreAuthorize(WATCHERS)
    @Operation(summary = "A subscription and where it stands")
    View show(@PathVariable UUID subscription, Operator operator) {
        return view(own(subscription, operator, operator.overseesAll()));
    }

    @DeleteMapping("/{subscription}")
    @PreAuthorize(SUBSCRIBERS)
    @Operation(summary = "End a subscription; what was not delivered yet is dropped")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID subscription, Operator operator) {
        store.end(own(subscription, operator, false).id(), "by-subscriber");
    }

    @GetMapping("/{subscription}/dead-letters")
    @PreAuthorize(WATCHERS)
    @Operation(summary = "The oldest versions that could not be delivered and are not tried any more")
    DeadLetters deadLetters(
            @PathVariable UUID subscription,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit,
            Operator operator) {
        Subscription found = own(subscription, operator, operator.overseesAll());
        return new DeadLetters(store.dead(found.id(), limit).stream()
                .map(dead -> new DeadLetter(
                        dead.record(), dead.version(), dead.publishedAt(), dead.attempts(), dead.failure()))
                .toList());
    }

    @PostMapping("/{subscription}/dead-letters/redelivery")
    @PreAuthorize(SUBSCRIBERS)
    @Operation(summary = "Try all dead letters again, from now on as if just published")
    @MayRefuse(HttpStatus.CONFLICT)
    Redelivery redeliver(@PathVariable UUID subscription, Operator operator) {
        Subscription found = own(subscription, operator, false);
        if (found.end() != null) {
            throw new ProblemException(
                    SubscriptionProblem.ENDED, "It has ended: " + found.end().reason());
        }
        return new Redelivery(store.revive(found.id()));
    }

    private Subscription own(UUID id, Operator operator, boolean anybodys) {
        return store.find(id)
                .filter(found -> anybodys || operator.actsFor(found.agency()))
                .orElseThrow(() -> new ProblemException(
                        SubscriptionProblem.UNKNOWN_SUBSCRIPTION, "No subscription of yours has the id " + id));
    }

    private View view(Subscription subscription) {
        Subscription.End end = subscription.end();
        return new View(
                subscription.id(),
                subscription.dataset(),
                subscription.agency(),
                subscription.operator().id(),
                subscription.address().toString(),
                subscription.purpose(),
                subscription.agreement(),
                subscription.createdAt(),
                right.of(subscription).code(),
                subscription.failures(),
                end == null ? null : end.at(),
                end == null ? null : end.reason());
    }

    /** In the one spelling that is sent and signed. */
    private URI address(String text) {
        try {
            URI given = new URI(text).parseServerAuthority();
            client.check(given, true);
            String path = given.getRawPath().isEmpty() ? "/" : given.getRawPath();
            String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
            String port = given.getPort() < 0 ? "" : ":" + given.getPort();
            return URI.create(URI.create(given.getScheme().toLowerCase(Locale.ROOT) + "://"
                            + given.getHost().toLowerCase(Locale.ROOT) + port + path + query)
                    .toASCIIString());
        } catch (URISyntaxException _) {
            throw invalid("address", "must be like https://example.org/path");
        } catch (RefusedAddressException e) {
            throw invalid("address", String.valueOf(e.getMessage()));
        }
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw invalid(field, "is missing");
        }
        return value;
    }

    private static ProblemException invalid(String field, String reason) {
        return new ProblemException(
                SubscriptionProblem.INVALID_SUBSCRIPTION, "'" + field + "': " + reason, Map.of("field", field));
    }
}
