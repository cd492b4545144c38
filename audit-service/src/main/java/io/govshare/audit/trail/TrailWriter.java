package io.govshare.audit.trail;

import io.govshare.schemas.ReceiptsIssued;
import io.govshare.schemas.StatementsSealed;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Appends to the trail inside the caller's transaction. Every method may be called again with the same event: what is
 * there already stays as it is, and counters move only by what was really added.
 */
@Repository
class TrailWriter {

    /** A row that waits to be written; {@code fields} as a PostgreSQL array literal, which pgjdbc cannot nest. */
    private record Row(
            byte @Nullable [] entry,
            @Nullable UUID event,
            String kind,
            Instant at,
            String agency,
            String operator,
            @Nullable UUID record,
            @Nullable Integer version,
            @Nullable UUID dataset,
            @Nullable String title,
            @Nullable String reader,
            @Nullable String layer,
            @Nullable String fields,
            @Nullable String purpose,
            @Nullable UUID agreement,
            @Nullable String reason,
            @Nullable String requestId) {}

    private static final String INSERT = """
            WITH added AS (
                INSERT INTO trail_event (entry, event, kind, occurred_at, agency, operator, record, version, dataset,
                                         title, reader, layer, fields, purpose, agreement, reason, request_id)
                SELECT entry, event, kind, at, agency, operator, record, version, dataset,
                       title, reader, layer, fields::text[], purpose, agreement, reason, request_id
                FROM unnest(?::bytea[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::uuid[],
                            ?::integer[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                            ?::text[], ?::text[])
                     AS r(entry, event, kind, at, agency, operator, record, version, dataset,
                          title, reader, layer, fields, purpose, agreement, reason, request_id)
                ON CONFLICT DO NOTHING
                RETURNING occurred_at, agency, kind, entry),
            minutes AS (
                INSERT INTO activity AS a (minute, agency, kind, events)
                SELECT date_trunc('minute', occurred_at), agency, kind, count(*) FROM added GROUP BY 1, 2, 3
                ON CONFLICT (minute, agency, kind) DO UPDATE SET events = a.events + excluded.events),
            totals AS (
                INSERT INTO total AS t (name, events)
                SELECT kind, count(*) FROM added GROUP BY 1
                UNION ALL
                SELECT 'sealed', count(*) FROM added WHERE entry IS NOT NULL HAVING count(*) > 0
                ON CONFLICT (name) DO UPDATE SET events = t.events + excluded.events)
            SELECT count(*) FROM added""";

    private final JdbcClient jdbc;

    TrailWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(StatementsSealed event) {
        List<Row> rows = new ArrayList<>(event.statements().size());
        for (StatementsSealed.Sealed s : event.statements()) {
            rows.add(new Row(
                    Base64.getUrlDecoder().decode(s.entry()),
                    null,
                    s.statement(),
                    s.sealedAt(),
                    s.agency(),
                    s.operator(),
                    s.record(),
                    s.version(),
                    s.dataset(),
                    s.datasetTitle(),
                    s.reader(),
                    s.layer(),
                    s.fields() == null ? null : arrayLiteral(s.fields()),
                    s.purpose(),
                    s.agreement(),
                    s.reason(),
                    s.requestId()));
        }
        insert(rows);
    }

    /** An event that nobody sealed, known by its CloudEvents id. */
    void append(
            UUID event,
            String kind,
            Instant at,
            String agency,
            String operator,
            @Nullable UUID record,
            @Nullable Integer version,
            @Nullable UUID dataset,
            @Nullable String title,
            @Nullable String reason) {
        insert(List.of(new Row(
                null, event, kind, at, agency, operator, record, version, dataset, title, null, null, null, null, null,
                reason, null)));
    }

    void anchored(ReceiptsIssued event) {
        jdbc.sql("""
                INSERT INTO anchor (tree_size, origin, log_id, root, block_number, block_hash, block_time, transaction)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .param(event.treeSize())
                .param(event.origin())
                .param(event.logId())
                .param(Base64.getUrlDecoder().decode(event.root()))
                .param(event.blockNumber())
                .param(event.blockHash())
                .param(Timestamp.from(event.blockTime()))
                .param(event.transaction())
                .update();
        byte[][] entries = event.receipts().stream()
                .map(receipt -> Base64.getUrlDecoder().decode(receipt.entry()))
                .toArray(byte[][]::new);
        Long[] indexes =
                event.receipts().stream().map(ReceiptsIssued.Issued::leafIndex).toArray(Long[]::new);
        jdbc.sql("""
                WITH added AS (
                    INSERT INTO anchored_entry (entry, leaf_index, tree_size)
                    SELECT entry, leaf_index, ? FROM unnest(?::bytea[], ?::bigint[]) AS r(entry, leaf_index)
                    ON CONFLICT DO NOTHING RETURNING 1),
                totals AS (
                    INSERT INTO total AS t (name, events) SELECT 'anchored', count(*) FROM added HAVING count(*) > 0
                    ON CONFLICT (name) DO UPDATE SET events = t.events + excluded.events)
                SELECT count(*) FROM added""")
                .param(event.treeSize())
                .param(entries)
                .param(indexes)
                .query(Long.class)
                .single();
    }

    private void insert(List<Row> rows) {
        jdbc.sql(INSERT)
                .param(rows.stream().map(Row::entry).toArray(byte[][]::new))
                .param(texts(rows, Row::event))
                .param(rows.stream().map(Row::kind).toArray(String[]::new))
                .param(texts(rows, Row::at))
                .param(rows.stream().map(Row::agency).toArray(String[]::new))
                .param(rows.stream().map(Row::operator).toArray(String[]::new))
                .param(texts(rows, Row::record))
                .param(rows.stream().map(Row::version).toArray(Integer[]::new))
                .param(texts(rows, Row::dataset))
                .param(rows.stream().map(Row::title).toArray(String[]::new))
                .param(rows.stream().map(Row::reader).toArray(String[]::new))
                .param(rows.stream().map(Row::layer).toArray(String[]::new))
                .param(rows.stream().map(Row::fields).toArray(String[]::new))
                .param(rows.stream().map(Row::purpose).toArray(String[]::new))
                .param(texts(rows, Row::agreement))
                .param(rows.stream().map(Row::reason).toArray(String[]::new))
                .param(rows.stream().map(Row::requestId).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** pgjdbc sends arrays of text; the statement casts them to what they are. */
    private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable Object> column) {
        return rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    private static String arrayLiteral(List<String> values) {
        StringBuilder literal = new StringBuilder("{");
        for (String value : values) {
            literal.append(literal.length() > 1 ? "," : "")
                    .append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
