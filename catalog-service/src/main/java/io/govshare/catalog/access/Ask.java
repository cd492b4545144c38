package io.govshare.catalog.access;

import io.govshare.catalog.dataset.StorableText;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants to read a record.
 *
 * @param version null for the latest
 * @param agreement the one that the reader relies on; null to have one found
 * @param file whether the record's file is wanted, not only its fields
 */
public record Ask(
        UUID record,
        @Nullable Integer version,
        Operator operator,
        @Nullable String purpose,
        @Nullable UUID agreement,
        boolean file) {

    static final int MAX_PURPOSE = 200;

    /** @throws ProblemException when the purpose cannot be recorded */
    public Ask {
        if (purpose != null) {
            if (purpose.isBlank() || purpose.length() > MAX_PURPOSE) {
                throw invalidPurpose("must have 1 to " + MAX_PURPOSE + " characters");
            }
            if (!StorableText.is(purpose)) {
                throw invalidPurpose(StorableText.REASON);
            }
            if (!StorableText.isOneLine(purpose)) {
                throw invalidPurpose(StorableText.ONE_LINE_REASON);
            }
        }
    }

    private static ProblemException invalidPurpose(String reason) {
        return new ProblemException(
                AccessProblem.INVALID_PURPOSE, "'purpose': " + reason, Map.of("parameter", "purpose"));
    }
}
