package io.govshare.audit.selfaudit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was sealed, logged or anchored.
 *
 * @param subject what was altered, in words an auditor uses, such as {@code log entry 17}
 * @param detail what was expected and what is there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        UUID id,
        Kind kind,
        String subject,
        String detail,
        @Nullable Long leafIndex,
        @Nullable UUID record,
        @Nullable UUID dataset,
        @Nullable String agency,
        Instant foundAt) {

    public enum Kind {
        /** An entry of the log is another than the one that was sealed. */
        LOG_ENTRY_ALTERED,
        /** A tile holds another hash than its entry gives. */
        TILE_ALTERED,
        /** The signed checkpoint does not fit the entries, or its signature fails. */
        CHECKPOINT_MISMATCH,
        /** The chain holds another root than the entries give. */
        ANCHOR_MISMATCH,
        /** A stored record does not match its seal. */
        RECORD_CORRUPT
    }
}
