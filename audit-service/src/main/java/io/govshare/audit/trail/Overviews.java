package io.govshare.audit.trail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Puts the overview together from the counters, all of them as of one moment. */
@Repository
public class Overviews {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    /** Everything below this position is anchored; only ever grows, so that the oldest gap is found without a scan. */
    private final AtomicLong anchoredBelow = new AtomicLong();

    Overviews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Overview now() {
        Map<String, Long> totals = new LinkedHashMap<>();
        jdbc.sql("SELECT name, events FROM total ORDER BY name")
                .query((row, number) -> totals.put(row.getString("name"), row.getLong("events")))
                .list();
        long sealed = Optional.ofNullable(totals.remove("sealed")).orElse(0L);
        long anchored = Optional.ofNullable(totals.remove("anchored")).orElse(0L);
        Instant now = clock.instant();
        return new Overview(
                now,
                totals,
                sealed,
                anchored,
                sealed > anchored ? pendingSince() : null,
                lastAnchor(),
                jdbc.sql("""
                        SELECT agency,
                               coalesce(sum(events) FILTER (WHERE kind = 'record.published'), 0) AS published,
                               coalesce(sum(events) FILTER (WHERE kind = 'access.granted'), 0) AS granted,
                               coalesce(sum(events) FILTER (WHERE kind = 'access.denied'), 0) AS denied
                        FROM activity GROUP BY agency ORDER BY agency LIMIT 1000""").query(Overview.Activity.class).list(),
                jdbc.sql("""
                        SELECT minute,
                               coalesce(sum(events) FILTER (WHERE kind = 'record.published'), 0) AS published,
                               coalesce(sum(events) FILTER (WHERE starts_with(kind, 'access.')), 0) AS accesses
                        FROM activity WHERE minute >= :from GROUP BY minute ORDER BY minute""")
                        .param("from", now.minus(WINDOW).atOffset(ZoneOffset.UTC))
                        .query((row, number) -> new Overview.Minute(
                                instant(row, "minute"), row.getLong("published"), row.getLong("accesses")))
                        .list());
    }

    private @Nullable Instant pendingSince() {
        record Gap(long seq, Instant since) {}
        Optional<Gap> gap = jdbc.sql("""
                        SELECT e.seq, e.occurred_at FROM trail_event e
                        WHERE e.seq >= :low AND e.entry IS NOT NULL
                          AND NOT EXISTS (SELECT 1 FROM anchored_entry a WHERE a.entry = e.entry)
                        ORDER BY e.seq LIMIT 1""")
                .param("low", anchoredBelow.get())
                .query((row, number) -> new Gap(row.getLong("seq"), instant(row, "occurred_at")))
                .optional();
        gap.ifPresent(found -> anchoredBelow.accumulateAndGet(found.seq(), Math::max));
        return gap.map(Gap::since).orElse(null);
    }

    private Overview.@Nullable Anchor lastAnchor() {
        return jdbc.sql("SELECT * FROM anchor ORDER BY tree_size DESC LIMIT 1")
                .query((row, number) -> new Overview.Anchor(
                        row.getLong("tree_size"),
                        Base64.getEncoder().encodeToString(row.getBytes("root")),
                        row.getLong("block_number"),
                        row.getString("block_hash"),
                        instant(row, "block_time"),
                        row.getString("transaction")))
                .optional()
                .orElse(null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
