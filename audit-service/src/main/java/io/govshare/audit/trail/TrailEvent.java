package io.govshare.audit.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as the trail shows it.
 *
 * @param seq position in the trail; later events have higher ones
 * @param entry the sealed statement's entry, base64url; absent where nothing was sealed
 * @param kind type of the statement, such as {@code access.denied}, or of the event, such as {@code dataset.imported}
 * @param agency the agency whose data or affair it is
 * @param operator pseudonymous id of who acted
 * @param reader agency that read, or asked to
 * @param anchored where the entry is anchored; absent while it is pending
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrailEvent(
        long seq,
        @Nullable String entry,
        String kind,
        Instant occurredAt,
        String agency,
        String operator,
        @Nullable UUID record,
        @Nullable Integer version,
        @Nullable UUID dataset,
        @Nullable String title,
        @Nullable String reader,
        @Nullable String layer,
        @Nullable List<String> fields,
        @Nullable String purpose,
        @Nullable UUID agreement,
        @Nullable String reason,
        @Nullable String requestId,
        @Nullable Anchored anchored) {

    /**
     * @param leafIndex position in the log
     * @param treeSize size of the anchored checkpoint that covers it
     */
    public record Anchored(
            long leafIndex, long treeSize, long blockNumber, String blockHash, Instant blockTime, String transaction) {}
}
