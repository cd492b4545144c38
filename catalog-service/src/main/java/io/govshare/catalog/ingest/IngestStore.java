package io.govshare.catalog.ingest;

import io.govshare.catalog.sealing.WrappedKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Intakes and their errors in the database. */
@Component
public class IngestStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    IngestStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The intake with this key; begun now unless it was before. */
    Ingest begin(UUID id, Ingest.Key key, Ingest.Format format, Ingest.OnError onError, String operator, Prefix none) {
        jdbc.sql("""
                insert into ingest (id, agency, dataset, idempotency_key, format, on_error, operator, state,
                                    prefix_mac, wrapped_key, wrapping_key, started_at, updated_at)
                values (:id, :agency, :dataset, :key, :format, :onError, :operator, 'running', :mac, :wrapped,
                        :wrapping, :now, :now)
                on conflict (agency, dataset, idempotency_key) do nothing
                """)
                .param("id", id)
                .param("agency", key.agency())
                .param("dataset", key.dataset())
                .param("key", key.value())
                .param("format", code(format))
                .param("onError", code(onError))
                .param("operator", operator)
                .param("mac", none.mac())
                .param("wrapped", none.key().bytes())
                .param("wrapping", none.key().wrappingKey())
                .param("now", now())
                .update();
        return jdbc.sql("select * from ingest where agency = :agency and dataset = :dataset and idempotency_key = :key")
                .param("agency", key.agency())
                .param("dataset", key.dataset())
                .param("key", key.value())
                .query(IngestStore::ingest)
                .single();
    }

    Optional<Ingest> find(UUID id) {
        return jdbc.sql("select * from ingest where id = ?")
                .param(id)
                .query(IngestStore::ingest)
                .optional();
    }

    /**
     * Moves the progress on, in the transaction that stores what it stands for. False when it is not where this request
     * left it: another request with the same key is at work, and this one must store nothing.
     */
    boolean advance(Ingest from, Ingest to) {
        Prefix before = Objects.requireNonNull(from.prefix());
        Prefix after = Objects.requireNonNull(to.prefix());
        int rows = jdbc.sql("""
                        update ingest
                        set state = :state, lines = :lines, bytes = :bytes, prefix_mac = :mac,
                            accepted = :accepted, rejected = :rejected, updated_at = :now
                        where id = :id and state = 'running' and bytes = :fromBytes and prefix_mac = :fromMac
                        """)
                .param("state", code(to.state()))
                .param("lines", to.lines())
                .param("bytes", to.bytes())
                .param("mac", after.mac())
                .param("accepted", to.accepted())
                .param("rejected", to.rejected())
                .param("now", now())
                .param("id", from.id())
                .param("fromBytes", from.bytes())
                .param("fromMac", before.mac())
                .update();
        return rows == 1;
    }

    /**
     * Destroys what the bodies of these intakes could be recognised by, in the transaction that erases a record of
     * theirs. Such an intake is not gone on with.
     *
     * @return the wrapping keys that were needed for it
     */
    public List<String> forgetContent(Collection<UUID> ingests) {
        return jdbc.sql("""
                        with known as (
                            select id, wrapping_key from ingest
                            where id = any (?::uuid[]) and prefix_mac is not null
                            for update)
                        update ingest set prefix_mac = null, wrapped_key = null, wrapping_key = null
                        from known where ingest.id = known.id
                        returning known.wrapping_key
                        """)
                .param(ingests.stream().map(UUID::toString).toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** @param firstOrdinal how many errors this intake had before these */
    void addErrors(UUID ingest, long firstOrdinal, List<LineError> errors) {
        jdbc.sql("""
                insert into ingest_error (ingest, ordinal, line, field, reason)
                select ?, ? + n - 1, line, field, reason
                from unnest(?::bigint[], ?::text[], ?::text[]) with ordinality as given (line, field, reason, n)
                """)
                .param(ingest)
                .param(firstOrdinal)
                .param(errors.stream().map(LineError::line).toArray(Long[]::new))
                .param(errors.stream().map(LineError::field).toArray(String[]::new))
                .param(errors.stream().map(LineError::reason).toArray(String[]::new))
                .update();
    }

    List<LineError> errors(UUID ingest) {
        return jdbc.sql("select line, field, reason from ingest_error where ingest = ? order by ordinal")
                .param(ingest)
                .query((row, _) -> new LineError(row.getLong("line"), row.getString("field"), row.getString("reason")))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Ingest ingest(ResultSet row, int number) throws SQLException {
        return new Ingest(
                row.getObject("id", UUID.class),
                new Ingest.Key(
                        row.getString("agency"),
                        row.getObject("dataset", UUID.class),
                        row.getString("idempotency_key")),
                Ingest.Format.valueOf(upper(row.getString("format"))),
                Ingest.OnError.valueOf(upper(row.getString("on_error"))),
                Ingest.State.valueOf(upper(row.getString("state"))),
                row.getLong("lines"),
                row.getLong("bytes"),
                prefix(row),
                row.getLong("accepted"),
                row.getLong("rejected"));
    }

    private static @Nullable Prefix prefix(ResultSet row) throws SQLException {
        byte[] mac = row.getBytes("prefix_mac");
        return mac == null
                ? null
                : new Prefix(
                        mac,
                        new WrappedKey(
                                Objects.requireNonNull(row.getString("wrapping_key")),
                                Objects.requireNonNull(row.getBytes("wrapped_key"))));
    }

    private static String upper(@Nullable String code) {
        return code == null ? "" : code.toUpperCase(Locale.ROOT);
    }
}
