package io.govshare.audit.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything at a glance, from counters.
 *
 * @param events number of events by kind
 * @param sealed statements that have an entry
 * @param anchored how many of them are provable on the chain
 * @param pendingSince when the oldest statement that is not anchored yet was sealed
 * @param agencies activity of each agency
 * @param minutes events per minute over the last hour, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Overview(
        Instant at,
        Map<String, Long> events,
        long sealed,
        long anchored,
        @Nullable Instant pendingSince,
        @Nullable Anchor lastAnchor,
        List<Activity> agencies,
        List<Minute> minutes) {

    public long granted() {
        return events.getOrDefault("access.granted", 0L);
    }

    public long denied() {
        return events.getOrDefault("access.denied", 0L);
    }

    public long published() {
        return events.getOrDefault("record.published", 0L);
    }

    public long pending() {
        return Math.max(0, sealed - anchored);
    }

    public record Anchor(
            long treeSize, String root, long blockNumber, String blockHash, Instant blockTime, String transaction) {}

    public record Activity(String agency, long published, long granted, long denied) {}

    public record Minute(Instant minute, long published, long accesses) {}
}
