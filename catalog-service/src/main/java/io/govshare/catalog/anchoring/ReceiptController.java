package io.govshare.catalog.anchoring;

import io.govshare.catalog.access.Ask;
import io.govshare.catalog.access.Reads;
import io.govshare.catalog.record.RecordProblem;
import io.govshare.catalog.record.RecordStore;
import io.govshare.catalog.record.StoredRecord;
import io.govshare.catalog.record.Verified;
import io.govshare.catalog.sealing.Statements;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.proof.seal.StatementType;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.receipt.EntryParameter;
import io.govshare.starter.receipt.LedgerEvidence;
import io.govshare.starter.receipt.ReceiptFile;
import io.govshare.starter.security.Operator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/catalog/v1")
@Tag(name = "Receipts", description = "Files that prove a statement without trust in whoever runs the platform")
class ReceiptController {

    private static final Set<String> REMOVALS =
            Set.of(StatementType.RECORD_WITHDRAWN.wireName(), StatementType.RECORD_ERASED.wireName());

    private final RecordStore records;
    private final ReceiptRight right;
    private final Reads reads;
    private final Statements statements;
    private final LedgerEvidence ledger;

    ReceiptController(
            RecordStore records, ReceiptRight right, Reads reads, Statements statements, LedgerEvidence ledger) {
        this.records = records;
        this.right = right;
        this.reads = reads;
        this.statements = statements;
        this.ledger = ledger;
    }

    @GetMapping(path = "/records/{record}/receipt", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The receipt of a record",
            description =
                    "With disclosures it shows what the caller may read, and is a read: sealed, logged, anchored. "
                            + "409 with Retry-After while the anchor is pending.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    @MayRefuse({HttpStatus.CONFLICT, HttpStatus.GONE})
    ResponseEntity<String> ofRecord(
            @PathVariable UUID record,
            @RequestParam(defaultValue = "false") boolean disclosures,
            @RequestParam(required = false) @Min(1) @Nullable Integer version,
            @RequestParam(required = false) @Schema(maxLength = 200) @Nullable String purpose,
            @RequestParam(required = false) @Nullable UUID agreement,
            Operator operator) {
        StoredRecord stored = records.find(record, version)
                .orElseThrow(() -> new ProblemException(
                        RecordProblem.RECORD_NOT_FOUND,
                        "No record has the id " + record + (version == null ? "" : " and the version " + version)));
        Ask ask = new Ask(record, stored.version(), operator, purpose, agreement, false);
        right.require(stored, ask, disclosures);
        // Before the read, so that a read is recorded only when there is something to give.
        JsonValue.Obj evidence = ledger.of(stored.entryText());
        List<String> disclosed = disclosures
                ? reads.read(ask).fields().stream()
                        .map(Verified.Field::disclosure)
                        .toList()
                : null;
        return ReceiptFile.of(stored.sealed(), disclosed, evidence, record + "-" + stored.version());
    }

    @GetMapping(path = "/statements/{entry}/receipt", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The receipt of any statement by its entry, without disclosures",
            description = "For the agency that sealed it, the agency or operator that it concerns, and auditors; of a"
                    + " withdrawal or an erasure also for whoever may read the record, or might before.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    @MayRefuse(HttpStatus.CONFLICT)
    ResponseEntity<String> ofStatement(
            @PathVariable @Schema(pattern = "[A-Za-z0-9_-]{43}") String entry,
            @RequestParam(required = false) @Schema(maxLength = 200) @Nullable String purpose,
            @RequestParam(required = false) @Nullable UUID agreement,
            Operator operator) {
        byte[] hash = EntryParameter.parse(entry).bytes();
        String sealed = statements
                .find(hash)
                .filter(found -> operator.overseesAll()
                        || operator.actsFor(found.agency())
                        || (found.reader() != null && operator.actsFor(found.reader()))
                        || operator.id().equals(found.operator())
                        || isOfReadable(found, operator, purpose, agreement))
                .map(Statements.Stored::sealed)
                .or(() -> records.findByEntry(hash)
                        .filter(record -> operator.overseesAll() || operator.actsFor(record.agency()))
                        .map(StoredRecord::sealed))
                .orElseThrow(() -> new ProblemException(
                        AnchoringProblem.NO_STATEMENT, "No statement that concerns the operator has this entry"));
        return ReceiptFile.of(sealed, null, ledger.of(entry), entry);
    }

    private boolean isOfReadable(
            Statements.Stored found, Operator operator, @Nullable String purpose, @Nullable UUID agreement) {
        return REMOVALS.contains(found.type())
                && SealedStatement.parse(found.sealed()).payload().members().get("record")
                        instanceof JsonValue.Text(String record)
                && records.find(UUID.fromString(record), null)
                        .filter(stored -> right.mayRead(
                                stored,
                                new Ask(stored.record(), stored.version(), operator, purpose, agreement, false)))
                        .isPresent();
    }
}
