package io.govshare.catalog.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.govshare.catalog.record.RecordFiles;
import io.govshare.catalog.record.Removal;
import io.govshare.catalog.record.StoredRecord;
import io.govshare.catalog.record.Verified;
import io.govshare.catalog.record.VersionTag;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.security.Operator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ReadController.PATH)
@Tag(name = "Reading", description = "Each read, granted or denied, is sealed, logged and anchored")
class ReadController {

    static final String PATH = "/api/catalog/v1/records";

    /** Of a file whose record was withdrawn: the entry of the statement that says so. */
    private static final String WITHDRAWN = "Record-Withdrawn";

    private final Reads reads;
    private final RecordFiles files;

    ReadController(Reads reads, RecordFiles files) {
        this.reads = reads;
        this.files = files;
    }

    /**
     * @param fields the released fields, numbers digit by digit as they were published
     * @param sdJwt the sealed record with the released disclosures; verifies against the anchored entry
     * @param accessEntry entry of the statement that records this read
     * @param withdrawal when and why the agency has withdrawn the record; absent unless it did
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID record,
            int version,
            UUID dataset,
            String agency,
            String layer,
            @JsonRawValue @Schema(type = "object") String fields,
            String sdJwt,
            String entry,
            String state,
            @Nullable String purpose,
            @Nullable UUID agreement,
            String accessEntry,
            @Nullable Removal withdrawal) {

        static View of(Reads.View view) {
            StoredRecord record = view.record();
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            StringBuilder sdJwt = new StringBuilder(record.sealed()).append('~');
            for (Verified.Field field : view.fields()) {
                fields.put(field.name(), field.value());
                sdJwt.append(field.disclosure()).append('~');
            }
            return new View(
                    record.record(),
                    record.version(),
                    record.dataset(),
                    record.agency(),
                    view.layer(),
                    JsonWriter.write(new JsonValue.Obj(fields)),
                    sdJwt.toString(),
                    record.entryText(),
                    record.state(),
                    view.purpose(),
                    view.agreement(),
                    view.access().entry(),
                    view.withdrawal());
        }
    }

    @GetMapping("/{record}")
    @Operation(
            summary = "Read a record",
            description = "The publisher's agency sees all fields; another agency those of the agreement that it "
                    + "names together with its purpose; of an open dataset everybody sees the public ones. A withdrawn "
                    + "record has a 'withdrawal'; of an erased one the problem names the statement that erased it.")
    @MayRefuse(HttpStatus.GONE)
    ResponseEntity<View> read(
            @PathVariable UUID record,
            @RequestParam(required = false) @Min(1) @Nullable Integer version,
            @RequestParam(required = false) @Schema(maxLength = Ask.MAX_PURPOSE) @Nullable String purpose,
            @RequestParam(required = false) @Nullable UUID agreement,
            Operator operator) {
        Reads.View view = reads.read(new Ask(record, version, operator, purpose, agreement, false));
        return ResponseEntity.ok()
                .eTag(VersionTag.of(view.record().version()))
                .cacheControl(CacheControl.noStore())
                .body(View.of(view));
    }

    @GetMapping("/{record}/file")
    @Operation(summary = "Read the file of a record that is a file")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @MayRefuse(HttpStatus.GONE)
    void readFile(
            @PathVariable UUID record,
            @RequestParam(required = false) @Min(1) @Nullable Integer version,
            @RequestParam(required = false) @Schema(maxLength = Ask.MAX_PURPOSE) @Nullable String purpose,
            @RequestParam(required = false) @Nullable UUID agreement,
            Operator operator,
            HttpServletResponse response)
            throws IOException {
        Reads.View view = reads.read(new Ask(record, version, operator, purpose, agreement, true));
        Map<String, JsonValue> file = file(view.fields()).members();
        response.setContentType(text(file, "mediaType"));
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(text(file, "name"), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        // Another agency's file must not run as a page of the platform.
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.ETAG, VersionTag.of(view.record().version()));
        if (view.withdrawal() != null) {
            response.setHeader(WITHDRAWN, view.withdrawal().entry());
        }
        if (file.get("size") instanceof JsonValue.Num size) {
            response.setContentLengthLong(size.asLong());
        }
        files.copy(view.record(), response.getOutputStream());
    }

    private static JsonValue.Obj file(List<Verified.Field> fields) {
        for (Verified.Field field : fields) {
            if (field.name().equals(RecordFiles.FIELD) && field.value() instanceof JsonValue.Obj file) {
                return file;
            }
        }
        return JsonValue.Obj.builder().build();
    }

    private static String text(Map<String, JsonValue> members, String name) {
        return members.get(name) instanceof JsonValue.Text(String text) ? text : "";
    }
}
