package io.govshare.catalog.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.DatasetProblem;
import io.govshare.catalog.dataset.Datasets;
import io.govshare.catalog.record.RecordPublisher.Publication;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/catalog/v1/datasets/{dataset}")
@Tag(name = "Publishing")
class RecordController {

    private static final int MAX_PAGE = 500;

    private final PublishRight right;
    private final RecordPublisher publisher;
    private final RecordStore store;
    private final RecordFiles files;
    private final Datasets datasets;

    RecordController(
            PublishRight right, RecordPublisher publisher, RecordStore store, RecordFiles files, Datasets datasets) {
        this.right = right;
        this.publisher = publisher;
        this.store = store;
        this.files = files;
        this.datasets = datasets;
    }

    /**
     * What a publisher gets back.
     *
     * @param entry base64url SHA-256 of the sealed statement, which goes to the log
     * @param state PUBLISHED, later ANCHORED
     */
    record Published(UUID record, int version, String entry, String state) {

        static Published of(Publication publication) {
            return new Published(
                    publication.record(),
                    publication.version(),
                    StrictBase64.encodeUrl(publication.entry()),
                    "PUBLISHED");
        }
    }

    /**
     * A record in a list: nothing of its content.
     *
     * @param removal {@code withdrawn} or {@code erased}; absent while it is neither
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(
            UUID record,
            int version,
            String entry,
            String state,
            Instant sealedAt,

            @Schema(allowableValues = {"withdrawn", "erased"}) @Nullable
            String removal) {

        static Listed of(RecordStore.Listed record) {
            return new Listed(
                    record.record(),
                    record.version(),
                    StrictBase64.encodeUrl(record.entry()),
                    StoredRecord.state(record.anchored()),
                    record.sealedAt(),
                    record.erased() ? "erased" : record.withdrawn() ? "withdrawn" : null);
        }
    }

    /** @param next cursor of the next page; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<Listed> records, @Nullable UUID next) {}

    @PostMapping(path = "/records", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Publish one record",
            description = "With an Idempotency-Key the same request can be sent again: for at least seven days, unless"
                    + " the operator of the platform says otherwise, it gets the first one's answer and publishes"
                    + " nothing. A key belongs to one dataset and one record.")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = "object")))
    @ResponseStatus(HttpStatus.CREATED)
    @MayRefuse({HttpStatus.GONE, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<Published> publish(
            @PathVariable UUID dataset,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Schema(maxLength = IdempotencyKey.MAX_LENGTH)
                    @Nullable
                    String key,
            Operator operator,
            HttpServletRequest request)
            throws IOException {
        if (key != null && !IdempotencyKey.isAcceptable(key)) {
            throw new ProblemException(
                    CommonProblem.INVALID_PARAMETER,
                    IdempotencyKey.HEADER + " has " + IdempotencyKey.FORM,
                    Map.of("parameter", IdempotencyKey.HEADER));
        }
        Dataset found = right.require(dataset, operator);
        JsonValue.Obj fields = RecordBody.read(request, found);
        return created(
                key == null
                        ? Publication.of(publisher.publish(found, fields, operator.id()))
                        : publisher.publishOnce(found, fields, operator.id(), key));
    }

    @PutMapping(path = "/records/{record}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Publish the next version of a record; If-Match names the one it follows")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = "object")))
    @MayRefuse({
        HttpStatus.CONFLICT,
        HttpStatus.GONE,
        HttpStatus.PRECONDITION_FAILED,
        HttpStatus.UNPROCESSABLE_CONTENT,
        HttpStatus.PRECONDITION_REQUIRED
    })
    ResponseEntity<Published> publishNext(
            @PathVariable UUID dataset,
            @PathVariable UUID record,
            @RequestHeader(name = "If-Match", required = false) @Schema(maxLength = 100) @Nullable String ifMatch,
            Operator operator,
            HttpServletRequest request)
            throws IOException {
        Dataset found = right.require(dataset, operator);
        int version = VersionTag.required(ifMatch);
        JsonValue.Obj fields = RecordBody.read(request, found);
        SealedRecord sealed = publisher.publishNext(found, record, version, fields, operator.id());
        return ResponseEntity.ok().eTag(VersionTag.of(sealed.version())).body(Published.of(Publication.of(sealed)));
    }

    @PostMapping("/files")
    @Operation(
            summary = "Publish a file as a record",
            description = "The body is the file; Content-Type says its type, Content-Disposition its name.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @ResponseStatus(HttpStatus.CREATED)
    @MayRefuse(HttpStatus.UNPROCESSABLE_CONTENT)
    ResponseEntity<Published> publishFile(
            @PathVariable UUID dataset,
            @RequestHeader(name = "Content-Disposition", required = false) @Size(max = 2_000) @Nullable
                    String disposition,
            @RequestHeader(name = "Content-Type", required = false) @Size(max = 500) @Nullable String type,
            Operator operator,
            HttpServletRequest request)
            throws IOException {
        Dataset found = right.require(dataset, operator);
        return created(Publication.of(
                files.publish(found, FileDescription.of(disposition, type), request.getInputStream(), operator.id())));
    }

    @GetMapping("/records")
    @Operation(summary = "The dataset's records in their latest versions, without content, oldest first")
    Page list(
            @PathVariable UUID dataset,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(MAX_PAGE) int limit,
            Operator operator) {
        Dataset found = datasets.find(dataset)
                .filter(any -> operator.overseesAll() || any.visibleTo(operator.agency()))
                .orElseThrow(
                        () -> new ProblemException(DatasetProblem.UNKNOWN_DATASET, "No dataset has the id " + dataset));
        List<Listed> page = store.list(found.id(), cursor, limit + 1).stream()
                .map(Listed::of)
                .toList();
        boolean more = page.size() > limit;
        List<Listed> shown = more ? page.subList(0, limit) : page;
        return new Page(shown, more ? shown.getLast().record() : null);
    }

    private static ResponseEntity<Published> created(Publication publication) {
        return ResponseEntity.created(URI.create("/api/catalog/v1/records/" + publication.record()))
                .eTag(VersionTag.of(publication.version()))
                .body(Published.of(publication));
    }
}
