package io.govshare.catalog.record;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.sealing.WrappedKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Versions of records in the database. */
@Component
public class RecordStore {

    private static final String SELECT = """
            select v.*, a.entry is not null as anchored
            from record_version v left join anchored_entry a on a.entry = v.entry
            """;
    private static final String INSERT = """
            insert into record_version (record, version, dataset, agency, entry, sealed, disclosures, wrapped_key,
                                        wrapping_key, operator, sealed_at, latest, ingest, schema_version)
            select record, version, ?, ?, entry, sealed, disclosures, wrapped_key, wrapping_key, operator, sealed_at,
                   true, ?, ?
            from unnest(?::uuid[], ?::int[], ?::bytea[], ?::text[], ?::bytea[], ?::bytea[], ?::text[], ?::text[],
                        ?::timestamptz[])
                 as given (record, version, entry, sealed, disclosures, wrapped_key, wrapping_key, operator, sealed_at)
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    RecordStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** The version asked for, or the latest. */
    public Optional<StoredRecord> find(UUID record, @Nullable Integer version) {
        return version == null
                ? jdbc.sql(SELECT + "where v.record = ? order by v.version desc limit 1")
                        .param(record)
                        .query(RecordStore::stored)
                        .optional()
                : jdbc.sql(SELECT + "where v.record = ? and v.version = ?")
                        .param(record)
                        .param(version)
                        .query(RecordStore::stored)
                        .optional();
    }

    public Optional<StoredRecord> findByEntry(byte[] entry) {
        return jdbc.sql(SELECT + "where v.entry = ?")
                .param(entry)
                .query(RecordStore::stored)
                .optional();
    }

    /** A record in a list: nothing that has to be verified before it is shown. */
    record Listed(
            UUID record,
            int version,
            byte[] entry,
            Instant sealedAt,
            boolean anchored,
            boolean withdrawn,
            boolean erased) {}

    /** One page of a dataset's records in their latest versions, oldest record first. */
    List<Listed> list(UUID dataset, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        select v.record, v.version, v.entry, v.sealed_at, a.entry is not null as anchored,
                               v.withdrawn_by is not null as withdrawn, v.erased_by is not null as erased
                        from record_version v left join anchored_entry a on a.entry = v.entry
                        where v.dataset = :dataset and v.latest and (:after::uuid is null or v.record > :after)
                        order by v.record
                        limit :limit
                        """)
                .param("dataset", dataset)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Listed(
                        row.getObject("record", UUID.class),
                        row.getInt("version"),
                        row.getBytes("entry"),
                        row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("anchored"),
                        row.getBoolean("withdrawn"),
                        row.getBoolean("erased")))
                .list();
    }

    /** One page of all versions of all records, for checking them; the first is behind version 0 of the nil UUID. */
    public List<StoredRecord> page(UUID afterRecord, int afterVersion, int limit) {
        return jdbc.sql(SELECT + """
                        where (v.record, v.version) > (:record, :version)
                        order by v.record, v.version
                        limit :limit
                        """)
                .param("record", afterRecord)
                .param("version", afterVersion)
                .param("limit", limit)
                .query(RecordStore::stored)
                .list();
    }

    /**
     * Until the transaction ends, no version of the record is added by anybody else, and none is withdrawn or erased:
     * a version that comes while another one is being erased would stay.
     */
    public void lock(UUID record) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('record:' || ?, 0))")
                .param(record.toString())
                .query(row -> {});
    }

    /** Marks all versions; under {@link #lock}. */
    public void withdraw(UUID record, byte[] statement) {
        jdbc.sql("update record_version set withdrawn_by = ? where record = ?")
                .param(statement)
                .param(record)
                .update();
    }

    /** What else there may be of a version whose content is gone. */
    public record ErasedVersion(int version, @Nullable UUID ingest, String wrappingKey) {}

    /** Destroys content and keys of all versions; under {@link #lock}. */
    public List<ErasedVersion> erase(UUID record, byte[] statement) {
        return jdbc.sql("""
                        update record_version set disclosures = null, wrapped_key = null, erased_by = ?
                        where record = ?
                        returning version, ingest, wrapping_key
                        """)
                .param(statement)
                .param(record)
                .query((row, _) -> new ErasedVersion(
                        row.getInt("version"), row.getObject("ingest", UUID.class), text(row, "wrapping_key")))
                .list();
    }

    /**
     * False when the version given is not the latest any more, or is withdrawn or erased by now. Under {@link #lock}.
     */
    boolean supersede(UUID record, int version) {
        return jdbc.sql("""
                        update record_version set latest = false
                        where record = ? and version = ? and latest and withdrawn_by is null and erased_by is null
                        """).param(record).param(version).update() == 1;
    }

    /** All in one statement, in the caller's transaction. */
    void insert(Dataset dataset, List<SealedRecord> records, @Nullable UUID ingest) {
        template.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setObject(1, dataset.id());
                insert.setString(2, dataset.agency());
                insert.setObject(3, ingest, java.sql.Types.OTHER);
                insert.setInt(4, dataset.schemaVersion());
                bind(insert, 5, "uuid", records, SealedRecord::record);
                bind(insert, 6, "int4", records, SealedRecord::version);
                bind(insert, 7, "bytea", records, SealedRecord::entry);
                bind(insert, 8, "text", records, SealedRecord::sealed);
                bind(insert, 9, "bytea", records, SealedRecord::disclosures);
                bind(insert, 10, "bytea", records, r -> r.key().bytes());
                bind(insert, 11, "text", records, r -> r.key().wrappingKey());
                bind(insert, 12, "text", records, SealedRecord::operator);
                bind(insert, 13, "timestamptz", records, r -> Timestamp.from(r.sealedAt()));
                return insert.executeUpdate();
            }
        });
    }

    private static void bind(
            PreparedStatement statement,
            int index,
            String type,
            List<SealedRecord> records,
            Function<SealedRecord, Object> column)
            throws SQLException {
        Connection connection = statement.getConnection();
        Object[] values = switch (type) {
            case "bytea" -> records.stream().map(column).toArray(byte[][]::new);
            case "text" -> records.stream().map(column).toArray(String[]::new);
            case "int4" -> records.stream().map(column).toArray(Integer[]::new);
            default -> records.stream().map(column).toArray();
        };
        statement.setArray(index, connection.createArrayOf(type, values));
    }

    private static StoredRecord stored(ResultSet row, int number) throws SQLException {
        byte[] disclosures = row.getBytes("disclosures");
        byte[] key = row.getBytes("wrapped_key");
        return new StoredRecord(
                row.getObject("record", UUID.class),
                row.getInt("version"),
                row.getObject("dataset", UUID.class),
                text(row, "agency"),
                row.getBytes("entry"),
                text(row, "sealed"),
                disclosures == null || key == null
                        ? null
                        : new StoredRecord.Content(disclosures, new WrappedKey(text(row, "wrapping_key"), key)),
                text(row, "operator"),
                row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("latest"),
                row.getBoolean("anchored"),
                row.getInt("schema_version"),
                row.getBytes("withdrawn_by"),
                row.getBytes("erased_by"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
