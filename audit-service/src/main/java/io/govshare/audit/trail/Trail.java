package io.govshare.audit.trail;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reading the trail. All queries follow an index and return a bounded number of rows. */
@Repository
public class Trail {

    private static final String SELECT = """
            SELECT e.*, a.leaf_index, a.tree_size, c.block_number, c.block_hash, c.block_time, c.transaction
            FROM trail_event e
            LEFT JOIN anchored_entry a ON a.entry = e.entry
            LEFT JOIN anchor c ON c.tree_size = a.tree_size
            """;

    private final JdbcClient jdbc;

    Trail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<TrailEvent> find(TrailQuery query) {
        StringBuilder sql = new StringBuilder(SELECT).append("WHERE true");
        Map<String, Object> parameters = new HashMap<>();
        criterion(sql, parameters, "e.agency = :agency", "agency", query.agency());
        criterion(sql, parameters, "e.reader = :reader", "reader", query.reader());
        criterion(sql, parameters, "e.dataset = :dataset", "dataset", query.dataset());
        criterion(sql, parameters, "e.record = :record", "record", query.record());
        criterion(sql, parameters, "e.agreement = :agreement", "agreement", query.agreement());
        criterion(sql, parameters, "e.seq < :before", "before", query.before());
        String kind = query.kind();
        if (kind != null && kind.endsWith(".*")) {
            kind(sql, parameters, kind.substring(0, kind.length() - 1));
        } else {
            criterion(sql, parameters, "e.kind = :kind", "kind", kind);
        }
        sql.append(" ORDER BY e.seq DESC LIMIT :limit");
        parameters.put("limit", Math.clamp(query.limit(), 1, TrailQuery.MAX_LIMIT));
        return jdbc.sql(sql.toString()).params(parameters).query(Trail::row).list();
    }

    /** The newest decisions on access, granted and denied. */
    public List<TrailEvent> latestAccesses(int limit) {
        return jdbc.sql(SELECT + """
                        WHERE e.kind IN ('access.granted', 'access.denied') AND e.kind <> 'record.published'
                        ORDER BY e.seq DESC LIMIT :limit""")
                .param("limit", Math.clamp(limit, 1, TrailQuery.MAX_LIMIT))
                .query(Trail::row)
                .list();
    }

    /** The event that an entry stands for. */
    public Optional<TrailEvent> byEntry(byte[] entry) {
        return jdbc.sql(SELECT + "WHERE e.entry = :entry")
                .param("entry", entry)
                .query(Trail::row)
                .optional();
    }

    /** The event at a position of the log, where the ledger has announced one. */
    public Optional<TrailEvent> byLeafIndex(long leafIndex) {
        return jdbc.sql(SELECT + "WHERE a.leaf_index = :leaf")
                .param("leaf", leafIndex)
                .query(Trail::row)
                .optional();
    }

    private static void criterion(
            StringBuilder sql, Map<String, Object> parameters, String condition, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            parameters.put(name, value);
        }
    }

    private static void kind(StringBuilder sql, Map<String, Object> parameters, String prefix) {
        sql.append(" AND starts_with(e.kind, :prefix)");
        if (!"record.published".startsWith(prefix)) {
            sql.append(" AND e.kind <> 'record.published'");
        }
        parameters.put("prefix", prefix);
    }

    private static TrailEvent row(ResultSet row, int number) throws SQLException {
        byte[] entry = row.getBytes("entry");
        Array fields = row.getArray("fields");
        Object leafIndex = row.getObject("leaf_index");
        return new TrailEvent(
                row.getLong("seq"),
                entry == null ? null : Base64.getUrlEncoder().withoutPadding().encodeToString(entry),
                row.getString("kind"),
                instant(row, "occurred_at"),
                row.getString("agency"),
                row.getString("operator"),
                row.getObject("record", UUID.class),
                row.getObject("version", Integer.class),
                row.getObject("dataset", UUID.class),
                row.getString("title"),
                row.getString("reader"),
                row.getString("layer"),
                fields == null ? null : List.of((String[]) fields.getArray()),
                row.getString("purpose"),
                row.getObject("agreement", UUID.class),
                row.getString("reason"),
                row.getString("request_id"),
                leafIndex == null
                        ? null
                        : new TrailEvent.Anchored(
                                row.getLong("leaf_index"),
                                row.getLong("tree_size"),
                                row.getLong("block_number"),
                                row.getString("block_hash"),
                                instant(row, "block_time"),
                                row.getString("transaction")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
