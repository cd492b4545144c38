package io.govshare.catalog.ingest;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.record.IdempotencyKey;
import io.govshare.catalog.record.PublishRight;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/catalog/v1")
@Tag(name = "Bulk intake")
class IngestController {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final PublishRight right;
    private final BulkIntake intake;
    private final IngestStore store;

    IngestController(PublishRight right, BulkIntake intake, IngestStore store) {
        this.right = right;
        this.intake = intake;
        this.store = store;
    }

    @PostMapping(
            path = "/datasets/{dataset}/records/bulk",
            consumes = {NDJSON, CSV},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Publish many records",
            description = "NDJSON (one object per line) or CSV (RFC 4180, the header names the fields). The body is "
                    + "streamed. onError=keep stores the good lines and reports the others; onError=refuse stores "
                    + "nothing unless all lines are good. After an interruption the same request with the same "
                    + "Idempotency-Key goes on where it stopped; once complete it answers the same report again.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = NDJSON, schema = @Schema(type = "string")),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    @MayRefuse({HttpStatus.CONFLICT, HttpStatus.GONE, HttpStatus.UNPROCESSABLE_CONTENT})
    IngestReport publishMany(
            @PathVariable UUID dataset,
            @RequestParam(defaultValue = "keep") @Schema(allowableValues = {"keep", "refuse"}) String onError,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Schema(maxLength = IdempotencyKey.MAX_LENGTH)
                    @Nullable
                    String key,
            Operator operator,
            HttpServletRequest request)
            throws IOException {
        Ingest.OnError choice = onError(onError);
        Ingest.Format format = format(request);
        String checkedKey = key(key);
        Dataset found = right.require(dataset, operator);
        IngestReport report = intake.take(
                new BulkIntake.Order(found, operator.id(), checkedKey, format, choice), request.getInputStream());
        if (report.state().equals(Ingest.State.REFUSED.name())) {
            throw new ProblemException(
                    IngestProblem.REFUSED,
                    report.rejected() + " of the lines cannot be taken; correct them and send all with a new key",
                    Map.of(
                            "ingest", report.ingest(),
                            "accepted", 0,
                            "rejected", report.rejected(),
                            "line", report.errors().getFirst().line(),
                            "errors", report.errors()));
        }
        return report;
    }

    @GetMapping("/ingests/{ingest}")
    @Operation(summary = "Progress or report of a bulk intake, for operators of the agency that sent it")
    IngestReport progress(@PathVariable UUID ingest, Operator operator) {
        Ingest found = store.find(ingest)
                .filter(intake -> operator.actsFor(intake.key().agency()))
                .orElseThrow(() -> new ProblemException(
                        IngestProblem.INGEST_NOT_FOUND, "No intake of the operator's agency has the id " + ingest));
        return IngestReport.of(found, store.errors(ingest));
    }

    private static Ingest.OnError onError(String text) {
        return switch (text) {
            case "keep" -> Ingest.OnError.KEEP;
            case "refuse" -> Ingest.OnError.REFUSE;
            default ->
                throw new ProblemException(
                        CommonProblem.INVALID_PARAMETER,
                        "onError is 'keep' or 'refuse'",
                        Map.of("parameter", "onError"));
        };
    }

    private static Ingest.Format format(HttpServletRequest request) {
        MediaType type = MediaType.parseMediaType(request.getContentType());
        if (type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset())) {
            throw new ProblemException(IngestProblem.UNSUPPORTED_CHARSET, "Send the body as UTF-8");
        }
        return type.isCompatibleWith(MediaType.parseMediaType(CSV)) ? Ingest.Format.CSV : Ingest.Format.NDJSON;
    }

    private static String key(@Nullable String key) {
        if (key == null || !IdempotencyKey.isAcceptable(key)) {
            throw new ProblemException(
                    IngestProblem.KEY_REQUIRED,
                    "Send the header %s with %s, a new one for each body"
                            .formatted(IdempotencyKey.HEADER, IdempotencyKey.FORM),
                    Map.of("parameter", IdempotencyKey.HEADER));
        }
        return key;
    }
}
