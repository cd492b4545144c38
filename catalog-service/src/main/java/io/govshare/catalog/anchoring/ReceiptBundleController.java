package io.govshare.catalog.anchoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.govshare.catalog.access.Ask;
import io.govshare.catalog.record.RecordProblem;
import io.govshare.catalog.record.RecordStore;
import io.govshare.catalog.record.StoredRecord;
import io.govshare.catalog.sealing.Statements;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.receipt.Receipt;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.receipt.LedgerEvidence;
import io.govshare.starter.receipt.ReceiptFile;
import io.govshare.starter.security.Operator;
import io.govshare.starter.turn.Turns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/catalog/v1/datasets/{dataset}/receipts")
@Tag(name = "Receipts")
class ReceiptBundleController {

    private static final int MAX_RECORDS = 1_000;
    private static final Duration BUSY_FOR = Duration.ofSeconds(2);

    private final RecordStore records;
    private final Statements statements;
    private final ReceiptRight right;
    private final LedgerEvidence ledger;
    /** Each bundle may take some hundred megabytes for a moment. */
    private final Turns turns = new Turns(2, 1, Duration.ofSeconds(1));

    ReceiptBundleController(RecordStore records, Statements statements, ReceiptRight right, LedgerEvidence ledger) {
        this.records = records;
        this.statements = statements;
        this.right = right;
        this.ledger = ledger;
    }

    /** @param records 1 to 1,000, none twice */
    record Asked(
            @ArraySchema(
                    arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED),
                    minItems = 1,
                    maxItems = MAX_RECORDS)
            @Nullable
            List<@Nullable Choice> records) {

        List<Choice> choices() {
            if (records == null || records.isEmpty() || records.size() > MAX_RECORDS) {
                throw invalid("records", "1 to " + MAX_RECORDS + " records are to be given");
            }
            List<Choice> choices = new ArrayList<>(records.size());
            for (Choice choice : records) {
                String place = place(choices.size());
                if (choice == null || choice.record() == null) {
                    throw invalid(place + ".record", "Each has a 'record'");
                }
                if (choice.version() != null && choice.version() < 1) {
                    throw invalid(place + ".version", "A version is 1 or more; without one the latest is meant");
                }
                choices.add(choice);
            }
            return choices;
        }
    }

    /** @param version the latest when absent */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Choice(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            UUID record,

            @Schema(minimum = "1") @Nullable Integer version) {

        static Choice of(StoredRecord stored) {
            return new Choice(stored.record(), stored.version());
        }
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The receipts of up to " + MAX_RECORDS + " of the dataset's records in one file",
            description = "Without disclosures, in the order asked for; each is given to whom its receipt would be"
                    + " given alone. That of an erased record is followed by the one of its erasure. All or none: 404"
                    + " with the records that are 'missing', 409 with Retry-After and those that are 'pending'; ask"
                    + " again without them, or later.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    @MayRefuse({HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<byte[]> bundle(
            @PathVariable UUID dataset,
            @RequestBody Asked asked,
            @RequestParam(required = false) @Schema(maxLength = 200) @Nullable String purpose,
            @RequestParam(required = false) @Nullable UUID agreement,
            Operator operator) {
        List<Choice> choices = asked.choices();
        if (!turns.take(operator.id())) {
            throw new ProblemException(AnchoringProblem.BUSY, "Try again in a moment").retryAfter(BUSY_FOR);
        }
        return bundle(dataset, choices, new Reader(operator, purpose, agreement));
    }

    /** Who asks for the bundle, and what for. */
    private record Reader(
            Operator operator,
            @Nullable String purpose,
            @Nullable UUID agreement) {

        Ask ask(StoredRecord record) {
            return new Ask(record.record(), record.version(), operator, purpose, agreement, false);
        }
    }

    private ResponseEntity<byte[]> bundle(UUID dataset, List<Choice> choices, Reader reader) {
        Map<String, Provable> provable = provable(dataset, choices, reader);
        if (provable.size() > MAX_RECORDS) {
            throw new ProblemException(
                    AnchoringProblem.TOO_LARGE,
                    "With those of their erasures these are more than " + MAX_RECORDS
                            + " receipts; ask for fewer records");
        }
        LedgerEvidence.Bundled evidence = ledger.ofAll(List.copyOf(provable.keySet()), AnchoringProblem.TOO_LARGE);
        if (!evidence.pending().isEmpty()) {
            throw new ProblemException(
                            AnchoringProblem.PENDING,
                            "Ask again shortly, or without them; the statements themselves are stored and sealed",
                            Map.of("pending", pending(provable, evidence)))
                    .retryAfter(LedgerEvidence.RETRY);
        }
        Map<String, String> sealed = new LinkedHashMap<>();
        long length = evidence.length();
        for (Map.Entry<String, Provable> each : provable.entrySet()) {
            sealed.put(each.getKey(), each.getValue().sealed());
            length += each.getValue().sealed().length();
        }
        // Before it is written: the file has each statement in the place of its entry, and what else the ledger told.
        requireFits(length);
        return ReceiptFile.bundle(sealed, evidence, dataset.toString());
    }

    private record Provable(Choice choice, String sealed) {}

    /** By entry, in the order asked for. */
    private Map<String, Provable> provable(UUID dataset, List<Choice> choices, Reader reader) {
        Map<String, Provable> provable = new LinkedHashMap<>();
        List<Choice> missing = new ArrayList<>();
        long length = 0;
        @Nullable Boolean mayRead = null;
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            Optional<StoredRecord> found = Optional.ofNullable(choice.record())
                    .flatMap(record -> records.find(record, choice.version()))
                    .filter(record -> record.dataset().equals(dataset));
            if (found.isEmpty()) {
                missing.add(choice);
            } else {
                StoredRecord record = found.get();
                if (provable.containsKey(record.entryText())) {
                    throw invalid(place(i), "Record " + record.record() + " is given twice");
                }
                Ask ask = reader.ask(record);
                if (mayRead == null) {
                    mayRead = right.mayRead(record, ask);
                }
                right.require(record, ask, false, mayRead);
                length += record.sealed().length();
                requireFits(length);
                provable.put(record.entryText(), new Provable(Choice.of(record), record.sealed()));
                erasure(record)
                        .ifPresent(erasure -> provable.putIfAbsent(
                                erasure.entry(), new Provable(Choice.of(record), erasure.sealed())));
            }
        }
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    RecordProblem.RECORD_NOT_FOUND,
                    missing.size() + " of the records are none of this dataset",
                    Map.of("missing", missing));
        }
        return provable;
    }

    private record Erasure(String entry, String sealed) {}

    /** That the record is gone is said by a statement of its own, not by its seal. */
    private Optional<Erasure> erasure(StoredRecord record) {
        byte[] entry = record.erasedBy();
        return entry == null
                ? Optional.empty()
                : statements.find(entry).map(found -> new Erasure(StrictBase64.encodeUrl(entry), found.sealed()));
    }

    private static List<Choice> pending(Map<String, Provable> provable, LedgerEvidence.Bundled evidence) {
        List<Choice> pending = new ArrayList<>();
        for (String entry : evidence.pending()) {
            Provable asked = provable.get(entry);
            if (asked != null) {
                pending.add(asked.choice());
            }
        }
        return pending;
    }

    private static void requireFits(long length) {
        if (length > Receipt.MAX_BYTES) {
            throw new ProblemException(
                    AnchoringProblem.TOO_LARGE,
                    "A file of receipts has at most " + (Receipt.MAX_BYTES >> 20) + " MiB; ask for fewer records");
        }
    }

    private static String place(int index) {
        return "records[" + index + "]";
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(CommonProblem.INVALID_FIELD, detail, Map.of("field", field));
    }
}
