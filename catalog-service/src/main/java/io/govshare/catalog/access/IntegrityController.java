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
import io.swagger.v3.oas.annotations.tags.Tag;
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
    private static final Pattern CURSOR = Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,9})");

    private final RecordStore records;
    private final RecordVerifier verifier;
    private final RecordFiles files;

    IntegrityController(RecordStore records, RecordVerifier verifier, RecordFiles files) {
        this.records = records;
        this.verifier = verifier;
        this.files = files;
    }

    record Finding(UUID record, int version, UUID dataset, String agency, String what) {}

    /** @param next where the next page begins; absent behind the last record */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Report(int checked, @Nullable String next, List<Finding> findings) {}

    private record Position(@Nullable UUID record, int version) {}

    @PostMapping
    @PreAuthorize("hasAnyRole('auditor', 'platform-operator', 'platform-service')")
    @Operation(summary = "Compare a page of stored records, all versions, with their seals")
    Report check(
            @RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "500") int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new ProblemException(
                    CommonProblem.INVALID_PARAMETER, "limit is 1 to " + MAX_PAGE, Map.of("parameter", "limit"));
        }
        Position position = position(after);
        List<StoredRecord> page = records.page(position.record(), position.version(), limit);
        List<Finding> findings = new ArrayList<>();
        for (StoredRecord record : page) {
            String what = what(record);
            if (what != null) {
                findings.add(new Finding(record.record(), record.version(), record.dataset(), record.agency(), what));
            }
        }
        String next = page.size() < limit
                ? null
                : page.getLast().record() + "." + page.getLast().version();
        return new Report(page.size(), next, findings);
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
            return new Position(null, 0);
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
