package io.govshare.identity.statement;

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
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/identity/v1")
@Tag(name = "Receipts", description = "Files that prove what the platform stated about its members")
class ReceiptController {

    private final Statements statements;
    private final LedgerEvidence ledger;

    ReceiptController(Statements statements, LedgerEvidence ledger) {
        this.statements = statements;
        this.ledger = ledger;
    }

    @GetMapping(path = "/statements/{entry}/receipt", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The receipt of a statement about an agency or its keys, by the statement's entry",
            description = "For the agency that it is about, and auditors. 409 with Retry-After while the anchor is"
                    + " pending.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    @MayRefuse(HttpStatus.CONFLICT)
    ResponseEntity<String> receipt(
            @PathVariable @Schema(pattern = "[A-Za-z0-9_-]{43}") String entry, Operator operator) {
        String sealed = statements
                .find(EntryParameter.parse(entry).bytes())
                .filter(found -> operator.overseesAll() || operator.actsFor(found.agency()))
                .map(Statements.Stored::sealed)
                .orElseThrow(() -> new ProblemException(
                        StatementProblem.NO_STATEMENT,
                        "The audit trail names the entries of statements.",
                        Map.of("parameter", "entry")));
        return ReceiptFile.of(sealed, null, ledger.of(entry), entry);
    }
}
