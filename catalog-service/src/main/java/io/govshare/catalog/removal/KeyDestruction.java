package io.govshare.catalog.removal;

import io.govshare.catalog.sealing.SealingKeys;
import io.govshare.catalog.sealing.WrappedKey;
import io.govshare.catalog.sealing.WrappedKeyException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets an erasure reach the backups of the database. The key that wrapped the erased record's key wraps those of others
 * too; so these are wrapped anew, by a key of today, and when nothing needs the old one any more and the backups that still
 * do are out of date, it is destroyed. Repeatable at every point; several instances may do it at once.
 */
@Component
class KeyDestruction implements Housekeeping.Chore {

    private static final Logger log = LoggerFactory.getLogger(KeyDestruction.class);
    private static final int BATCH = 200;

    /** A transaction that used the key in its last moment is over by then. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final SealingKeys keys;
    private final RemovalProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;

    KeyDestruction(
            JdbcClient jdbc,
            SealingKeys keys,
            RemovalProperties properties,
            TransactionTemplate transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** In the transaction that erases what these keys have wrapped. */
    void add(Collection<String> wrappingKeys) {
        jdbc.sql("""
                insert into wrapping_key_to_destroy (alias, since)
                select distinct alias, ?::timestamptz from unnest(?::text[]) as given (alias)
                on conflict do nothing
                """)
                .param(utc(clock.instant()))
                .param(wrappingKeys.toArray(String[]::new))
                .update();
    }

    private record Doomed(
            String alias, Instant since, @Nullable Instant unusedSince) {}

    @Override
    public void run() {
        keys.forgetDestroyed();
        List<Doomed> doomed = jdbc.sql("select alias, since, unused_since from wrapping_key_to_destroy order by since")
                .query((row, _) -> {
                    OffsetDateTime unused = row.getObject("unused_since", OffsetDateTime.class);
                    return new Doomed(
                            Objects.requireNonNull(row.getString("alias")),
                            row.getObject("since", OffsetDateTime.class).toInstant(),
                            unused == null ? null : unused.toInstant());
                })
                .list();
        for (Doomed key : doomed) {
            try {
                advance(key);
            } catch (WrappedKeyException e) {
                log.error("The wrapping key {} is not destroyed", key.alias(), e);
            }
        }
    }

    private void advance(Doomed key) {
        Instant now = clock.instant();
        if (now.isBefore(keys.wrapsUntil(key.alias()).plus(LONGEST_TRANSACTION))
                || now.isBefore(key.since().plus(properties.settling()))) {
            return;
        }
        if (!isUnused(key.alias())) {
            wrapAnew(key.alias());
            // The time of the backups begins when nothing needs the key any more.
            note(key.alias(), isUnused(key.alias()) ? now : null);
        } else if (key.unusedSince() == null) {
            note(key.alias(), now);
        } else if (!now.isBefore(key.unusedSince().plus(properties.backupsKept()))) {
            boolean destroyed = keys.destroy(key.alias());
            jdbc.sql("delete from wrapping_key_to_destroy where alias = ?")
                    .param(key.alias())
                    .update();
            if (destroyed) {
                log.info("Destroyed the wrapping key {}: what it wrapped opens from no backup", key.alias());
            }
        }
    }

    private void note(String alias, @Nullable Instant unusedSince) {
        jdbc.sql("update wrapping_key_to_destroy set unused_since = ? where alias = ?")
                .param(1, unusedSince == null ? null : utc(unusedSince), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(2, alias)
                .update();
    }

    private boolean isUnused(String alias) {
        return jdbc.sql("""
                        select not exists (select from record_version where wrapping_key = :alias
                                           and wrapped_key is not null)
                           and not exists (select from ingest where wrapping_key = :alias)
                        """).param("alias", alias).query(Boolean.class).single();
    }

    private record Wrapped(UUID id, int version, String agency, byte[] bytes) {}

    private void wrapAnew(String alias) {
        wrapAnew(alias, """
                select record as id, version, agency, wrapped_key from record_version
                where wrapping_key = ? and wrapped_key is not null and (record, version) > (?, ?)
                order by record, version limit ? for update
                """, """
                update record_version v set wrapped_key = given.bytes, wrapping_key = given.alias
                from unnest(?::uuid[], ?::int[], ?::bytea[], ?::text[]) as given (id, version, bytes, alias)
                where v.record = given.id and v.version = given.version
                """);
        wrapAnew(alias, """
                select id, 0 as version, agency, wrapped_key from ingest
                where wrapping_key = ? and (id, 0) > (?, ?)
                order by id limit ? for update
                """, """
                update ingest i set wrapped_key = given.bytes, wrapping_key = given.alias
                from unnest(?::uuid[], ?::int[], ?::bytea[], ?::text[]) as given (id, version, bytes, alias)
                where i.id = given.id
                """);
    }

    private void wrapAnew(String alias, String select, String update) {
        Position position = new Position(new UUID(0, 0), 0, true);
        while (position.more()) {
            Position from = position;
            position = Objects.requireNonNull(transactions.execute(_ -> wrapSomeAnew(alias, select, update, from)));
        }
    }

    private record Position(UUID id, int version, boolean more) {}

    private Position wrapSomeAnew(String alias, String select, String update, Position from) {
        List<Wrapped> batch = jdbc.sql(select)
                .param(alias)
                .param(from.id())
                .param(from.version())
                .param(BATCH)
                .query((row, _) -> new Wrapped(
                        row.getObject("id", UUID.class),
                        row.getInt("version"),
                        Objects.requireNonNull(row.getString("agency")),
                        row.getBytes("wrapped_key")))
                .list();
        List<Wrapped> done = new ArrayList<>();
        List<WrappedKey> anew = new ArrayList<>();
        for (Wrapped each : batch) {
            try {
                anew.add(keys.wrap(each.agency(), keys.unwrap(new WrappedKey(alias, each.bytes()))));
                done.add(each);
            } catch (WrappedKeyException e) {
                // Its key stays, and with it the way back to a row that was altered by mistake.
                log.error(
                        "The wrapping key {} cannot be destroyed: {} has a key that it does not open",
                        alias,
                        each.id(),
                        e);
            }
        }
        jdbc.sql(update)
                .param(done.stream().map(each -> each.id().toString()).toArray(String[]::new))
                .param(done.stream().map(Wrapped::version).toArray(Integer[]::new))
                .param(anew.stream().map(WrappedKey::bytes).toArray(byte[][]::new))
                .param(anew.stream().map(WrappedKey::wrappingKey).toArray(String[]::new))
                .update();
        return batch.size() < BATCH
                ? new Position(from.id(), from.version(), false)
                : new Position(batch.getLast().id(), batch.getLast().version(), true);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
