package io.govshare.ledger.receipt;

import io.govshare.ledger.LedgerProblem;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Hash;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.receipt.EntryParameter;
import io.govshare.starter.security.Operator;
import io.govshare.starter.turn.Turns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ledger/v1/evidence")
@Tag(name = "Evidence", description = "The ledger's part of a receipt")
class EvidenceController {

    private static final int MAX_ENTRIES = 1_000;
    private static final String ENTRIES = "entries";
    private static final int AT_ONCE = 4;
    private static final Duration BUSY_FOR = Duration.ofSeconds(2);

    private final Evidences evidences;
    /** Each bundle may be as large as a file of receipts. */
    private final Turns turns = new Turns(AT_ONCE, AT_ONCE / 2, Duration.ofMillis(200));

    EvidenceController(Evidences evidences) {
        this.evidences = evidences;
    }

    @GetMapping("/{entry}")
    @Operation(
            summary = "Inclusion path, checkpoint and anchor of an entry, as a receipt holds them",
            description =
                    "Of the first anchor that covers the entry: the same bytes whenever it is asked for, unless its "
                            + "proof was made anew, or votes were found that lead to the validators of its block. 409 "
                            + "with Retry-After while the entry waits for its anchor.")
    @MayRefuse(HttpStatus.CONFLICT)
    ResponseEntity<Evidence> evidence(
            @Parameter(description = "SHA-256 of the sealed statement, base64url")
                    @PathVariable
                    @Schema(pattern = "[A-Za-z0-9_-]{43}")
                    String entry) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(evidences.of(EntryParameter.parse(entry)));
    }

    @PostMapping
    @Operation(
            summary = "The same of up to " + MAX_ENTRIES + " entries, as a bundle of receipts holds it",
            description = "Entries that the log does not have, or that wait for their anchor, are named as pending. "
                    + "422 when their anchors are more than one bundle takes; ask for fewer entries at a time.")
    @MayRefuse(HttpStatus.UNPROCESSABLE_CONTENT)
    EvidenceBundle evidences(@RequestBody Asked asked, Operator reader) {
        List<Hash> entries = asked.parsed();
        if (!turns.take(reader.id())) {
            throw new ProblemException(LedgerProblem.BUSY, "Try again in a moment.").retryAfter(BUSY_FOR);
        }
        return evidences.of(entries);
    }

    /** @param entries SHA-256 of each sealed statement, base64url, none twice */
    record Asked(
            @ArraySchema(
                    arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED),
                    minItems = 1,
                    maxItems = MAX_ENTRIES,
                    uniqueItems = true,
                    schema = @Schema(pattern = "[A-Za-z0-9_-]{43}"))
            @Nullable
            List<@Nullable String> entries) {

        private List<Hash> parsed() {
            if (entries == null || entries.isEmpty() || entries.size() > MAX_ENTRIES) {
                throw invalid(ENTRIES, "1 to " + MAX_ENTRIES + " entries are to be given.");
            }
            Set<Hash> parsed = new LinkedHashSet<>();
            for (int i = 0; i < entries.size(); i++) {
                String place = ENTRIES + "[" + i + "]";
                if (!parsed.add(parsed(entries.get(i), place))) {
                    throw invalid(place, "An entry is given twice.");
                }
            }
            return List.copyOf(parsed);
        }

        private static Hash parsed(@Nullable String entry, String place) {
            try {
                return Hash.fromBase64Url(Objects.requireNonNullElse(entry, ""));
            } catch (ProofFormatException e) {
                throw invalid(place, "An entry is a SHA-256 in base64url without padding: " + e.getMessage() + ".");
            }
        }

        private static ProblemException invalid(String field, String detail) {
            return new ProblemException(CommonProblem.INVALID_FIELD, detail, Map.of("field", field));
        }
    }
}
