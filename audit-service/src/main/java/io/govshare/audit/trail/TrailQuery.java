package io.govshare.audit.trail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor looks for; absent criteria match everything. Newest first.
 *
 * @param agency whose data it is
 * @param kind exact kind, or a family such as {@code access.*}
 * @param before only events with a lower position than this
 */
public record TrailQuery(
        @Nullable String agency,
        @Nullable String reader,
        @Nullable UUID dataset,
        @Nullable UUID record,
        @Nullable UUID agreement,
        @Nullable String kind,
        @Nullable Long before,
        int limit) {

    public static final int MAX_LIMIT = 500;

    static TrailQuery ofRecord(UUID record, int limit) {
        return new TrailQuery(null, null, null, record, null, null, null, limit);
    }
}
