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
 * @param purpose what the reader wants it for; needed under an agreement, whose purpose it has to be
 * @param agreement the one that the reader relies on; null when it relies on none
 * @param file whether the record's file is wanted, not only its fields
 */
public record Ask(
        UUID record,
        @Nullable Integer version,
        Operator operator,
        @Nullable String purpose,
        @Nullable UUID agreement,
        boolean file) {

    public static final int MAX_PURPOSE = 200;

    private static final UUID ANY_RECORD = new UUID(0, 0);

    /** For whether the records of a dataset may be read at all. */
    public static Ask ofDataset(Operator operator, @Nullable String purpose, @Nullable UUID agreement) {
        return new Ask(ANY_RECORD, null, operator, purpose, agreement, false);
    }

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
