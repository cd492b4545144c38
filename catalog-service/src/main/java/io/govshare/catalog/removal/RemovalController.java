package io.govshare.catalog.removal;

import io.govshare.catalog.dataset.StorableText;
import io.govshare.catalog.record.Removal;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/catalog/v1/records/{record}")
@Tag(name = "Withdrawing and erasing", description = "Of a record with all its versions; sealed, logged and anchored")
class RemovalController {

    private static final int MAX_REASON = 500;

    private final Removals removals;

    RemovalController(Removals removals) {
        this.removals = removals;
    }

    /** @param reason 1 to 500 characters, sealed and kept for ever: it must not repeat what is to be erased */
    record Why(@Nullable String reason) {

        String checked() {
            if (reason == null
                    || reason.isBlank()
                    || reason.length() > MAX_REASON
                    || !StorableText.is(reason)
                    || !StorableText.isOneLine(reason)) {
                throw new ProblemException(
                        CommonProblem.INVALID_FIELD,
                        "reason has 1 to " + MAX_REASON + " characters on one line",
                        Map.of("field", "reason"));
            }
            return reason;
        }
    }

    /**
     * @param entry of the sealed statement
     * @param reason as it was sealed, which is the first one given
     * @param receipt where the statement's receipt is
     */
    record Removed(UUID record, String entry, Instant at, String reason, String receipt) {

        static Removed of(UUID record, Removal removal) {
            return new Removed(
                    record,
                    removal.entry(),
                    removal.at(),
                    removal.reason(),
                    "/api/catalog/v1/statements/" + removal.entry() + "/receipt");
        }
    }

    @PostMapping("/withdrawal")
    @Operation(
            summary = "Withdraw a record",
            description =
                    "It stays readable for whoever may read it, marked as withdrawn, and no version follows. Takes"
                            + " the role publisher or agency-admin in its agency. Asked again, the first answer is given.")
    @MayRefuse(HttpStatus.GONE)
    Removed withdraw(@PathVariable UUID record, @RequestBody Why why, Operator operator) {
        return Removed.of(record, removals.withdraw(record, why.checked(), operator));
    }

    @PostMapping("/erasure")
    @Operation(
            summary = "Erase a record",
            description = "Destroys content and keys of all its versions. Seals and receipts stay good and say that it"
                    + " existed. Takes the role agency-admin in its agency. Asked again, the first answer is given.")
    Removed erase(@PathVariable UUID record, @RequestBody Why why, Operator operator) {
        return Removed.of(record, removals.erase(record, why.checked(), operator));
    }
}
