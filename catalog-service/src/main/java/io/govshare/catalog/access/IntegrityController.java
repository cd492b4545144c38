package io.govshare.catalog.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.govshare.catalog.record.RecordFiles;
import io.govshare.catalog.record.RecordStore;
import io.govshare.catalog.record.RecordVerifier;
import io.govshare.catalog.record.StoredRecord;
import io.govshare.catalog.record.Verified;
import io.govshare.proof.json.JsonValue;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Compares stored records with their seals, page by page, for whoever audits. Says what is wrong, shows no content. */
@RestController
@RequestMapping("/api/catalog/v1/integrity-checks")
@Tag(name = "Integrity")
class IntegrityController {

    private static final int MAX_PAGE = 2_000;

    /** Records in memory at the same time: each has up to 2 MB of content. */
    private static final int BATCH = 32;

    /** Far below the time for which callers wait; a page of records with large files may take longer. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Pattern CURSOR = Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,9})");

    private final RecordStore records;
    private final RecordVerifier verifier;
    private final RecordFiles files;
    private final Clock clock;

    IntegrityController(RecordStore records, RecordVerifier verifier, RecordFiles files, Clock clock) {
        this.records = records;
        this.verifier = verifier;
        this.files = files;
        this.clock = clock;
    }

    record Finding(UUID record, int version, UUID dataset, String agency, String what) {}

    /** @param next where the next page begins; absent behind the last record */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Report(int checked, @Nullable String next, List<Finding> findings) {}

    private record Position(UUID record, int version) {

        static final Position START = new Position(new UUID(0, 0), 0);

        static Position of(StoredRecord record) {
            return new Position(record.record(), record.version());
        }

        String cursor() {
            return record + "." + version;
        }
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('auditor', 'platform-operator', 'platform-service')")
    @Operation(
            summary = "Compare a page of stored records, all versions, with their seals",
            description = "A page ends after 10 seconds, with fewer records than were asked for; 'next' tells whether"
                    + " there are more.")
    Report check(
            @RequestParam(required = false) @Schema(maxLength = 46) @Nullable String after,
            @RequestParam(defaultValue = "500") @Min(1) @Max(MAX_PAGE) int limit) {
        Instant end = clock.instant().plus(LONGEST);
        Position position = position(after);
        List<Finding> findings = new ArrayList<>();
        int checked = 0;
        do {
            int wanted = Math.min(BATCH, limit - checked);
            List<StoredRecord> batch = records.page(position.record(), position.version(), wanted);
            for (StoredRecord record : batch) {
                String what = what(record);
                if (what != null) {
                    findings.add(
                            new Finding(record.record(), record.version(), record.dataset(), record.agency(), what));
                }
                checked++;
                position = Position.of(record);
                if (!clock.instant().isBefore(end)) {
                    return new Report(checked, position.cursor(), findings);
                }
            }
            if (batch.size() < wanted) {
                return new Report(checked, null, findings);
            }
        } while (checked < limit);
        return new Report(checked, position.cursor(), findings);
    }

    private @Nullable String what(StoredRecord record) {
        return switch (verifier.verify(record)) {
            case Verified.Corrupt(String what) -> what;
            case Verified.Erased _ -> null;
            case Verified.Sound(List<Verified.Field> fields) ->
                fields.size() == 1
                                && fields.getFirst().name().equals(RecordFiles.FIELD)
                                && fields.getFirst().value() instanceof JsonValue.Obj file
                                && file.members().containsKey("sha-256")
                        ? files.check(record, file)
                        : null;
        };
    }

    private static Position position(@Nullable String after) {
        if (after == null) {
            return Position.START;
        }
        Matcher matcher = CURSOR.matcher(after);
        if (matcher.matches()) {
            try {
                return new Position(UUID.fromString(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            } catch (IllegalArgumentException _) {
                // falls through: not a UUID after all
            }
        }
        throw new ProblemException(
                CommonProblem.INVALID_PARAMETER, "after is 'next' of the page before", Map.of("parameter", "after"));
    }
}
