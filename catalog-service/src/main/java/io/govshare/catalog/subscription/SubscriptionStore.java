package io.govshare.catalog.subscription;

import io.govshare.starter.security.Operator;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Subscriptions and what is to be delivered to them. Leases and waiting times go by the database's clock, which all
 * instances of the service share. Each method is one statement, whole or not at all.
 */
@Component
class SubscriptionStore {

    private static final String DELIVERY = "select subscription, record, version, published_at, attempts, failure";

    private final JdbcClient jdbc;

    SubscriptionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the agency has as many as it may. */
    boolean insert(Subscription subscription, int perAgency) {
        return jdbc.sql("""
                                insert into subscription (id, dataset, agency, operator, roles, client, purpose,
                                                          agreement, address, created_at)
                                select :id, :dataset, :agency, :operator, :roles, :client, :purpose, :agreement::uuid,
                                       :address, :at
                                where (select count(*) from subscription where agency = :agency and ended_at is null)
                                      < :max
                                """)
                        .param("id", subscription.id())
                        .param("dataset", subscription.dataset())
                        .param("agency", subscription.agency())
                        .param("operator", subscription.operator().id())
                        .param("roles", subscription.operator().roles().toArray(String[]::new))
                        .param("client", subscription.operator().client())
                        .param("purpose", subscription.purpose())
                        .param("agreement", subscription.agreement())
                        .param("address", subscription.address().toString())
                        .param("at", OffsetDateTime.ofInstant(subscription.createdAt(), ZoneOffset.UTC))
                        .param("max", perAgency)
                        .update()
                == 1;
    }

    Optional<Subscription> find(UUID id) {
        return jdbc.sql("select * from subscription where id = ?")
                .param(id)
                .query(SubscriptionStore::subscription)
                .optional();
    }

    /**
     * One page, newest first.
     *
     * @param agency null for all
     */
    List<Subscription> page(@Nullable String agency, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select * from subscription
                        where (:agency::text is null or agency = :agency) and (:before::uuid is null or id < :before)
                        order by id desc
                        limit :limit
                        """)
                .param("agency", agency)
                .param("before", before)
                .param("limit", limit)
                .query(SubscriptionStore::subscription)
                .list();
    }

    /** Ends it and drops what was still to be sent; again, it stays as it ended first. */
    void end(UUID id, String reason) {
        jdbc.sql("""
                        with dropped as (delete from delivery where subscription = :id)
                        update subscription set ended_at = now(), end_reason = :reason
                        where id = :id and ended_at is null
                        """).param("id", id).param("reason", reason).update();
    }

    /** A subscription that only the holder of the lease sends for. */
    record Leased(Subscription subscription, UUID lease) {}

    /** Some that have something to send now and that nobody else sends for. */
    List<Leased> lease(int limit, Duration time) {
        UUID lease = UUID.randomUUID();
        // "No key", or every publication, whose new deliveries refer to the row, would have it skipped.
        return jdbc
                .sql("""
                        update subscription set lease = :lease, leased_until = now() + :ms * interval '1 millisecond'
                        where id in (select s.id from subscription s
                                     where s.ended_at is null and s.not_before <= now()
                                       and (s.leased_until is null or s.leased_until < now())
                                       and exists (select from delivery d
                                                   where d.subscription = s.id and d.dead_at is null
                                                     and d.next_at <= now())
                                     order by s.not_before
                                     limit :limit
                                     for no key update skip locked)
                        returning *
                        """)
                .param("lease", lease)
                .param("ms", time.toMillis())
                .param("limit", limit)
                .query(SubscriptionStore::subscription)
                .list()
                .stream()
                .map(subscription -> new Leased(subscription, lease))
                .toList();
    }

    /** False when it is somebody else's by now, or the subscription has ended. */
    boolean renew(Leased leased, Duration time) {
        return jdbc.sql("""
                                update subscription set leased_until = now() + :ms * interval '1 millisecond'
                                where id = :id and lease = :lease and ended_at is null and not_before <= now()
                                """)
                        .param("ms", time.toMillis())
                        .param("id", leased.subscription().id())
                        .param("lease", leased.lease())
                        .update()
                == 1;
    }

    void release(Leased leased) {
        jdbc.sql("update subscription set lease = null, leased_until = null where id = :id and lease = :lease")
                .param("id", leased.subscription().id())
                .param("lease", leased.lease())
                .update();
    }

    /** What is to be sent next: the oldest that is due and follows no version of the same record that still waits. */
    Optional<Delivery> next(UUID subscription) {
        return jdbc.sql(DELIVERY + """
                         from delivery d
                        where subscription = :id and dead_at is null and next_at <= now()
                          and not exists (select from delivery earlier
                                          where earlier.subscription = d.subscription and earlier.record = d.record
                                            and earlier.version < d.version and earlier.dead_at is null)
                        order by position
                        limit 1
                        """)
                .param("id", subscription)
                .query(SubscriptionStore::delivery)
                .optional();
    }

    void acknowledge(Delivery delivery) {
        jdbc.sql("""
                        with sent as (delete from delivery
                                      where subscription = :id and record = :record and version = :version)
                        update subscription set failures = 0 where id = :id and failures > 0
                        """)
                .param("id", delivery.subscription())
                .param("record", delivery.record())
                .param("version", delivery.version())
                .update();
    }

    /** Nothing is to be sent any more. */
    void drop(Delivery delivery) {
        jdbc.sql("delete from delivery where subscription = ? and record = ? and version = ?")
                .params(delivery.subscription(), delivery.record(), delivery.version())
                .update();
    }

    /** Nothing is sent for a while, through no fault of the receiver. */
    void pause(UUID subscription, Duration pause) {
        jdbc.sql("update subscription set not_before = now() + ? * interval '1 millisecond' where id = ?")
                .params(pause.toMillis(), subscription)
                .update();
    }

    /** @param wait for this one; all others of the subscription wait for {@code pause} */
    void postpone(Delivery delivery, String failure, Duration wait, Duration pause) {
        jdbc.sql("""
                        with again as (update delivery
                                       set attempts = attempts + 1, failure = :failure,
                                           next_at = now() + :wait * interval '1 millisecond'
                                       where subscription = :id and record = :record and version = :version)
                        update subscription
                        set failures = failures + 1, not_before = now() + :pause * interval '1 millisecond'
                        where id = :id
                        """)
                .param("failure", failure)
                .param("wait", wait.toMillis())
                .param("pause", pause.toMillis())
                .param("id", delivery.subscription())
                .param("record", delivery.record())
                .param("version", delivery.version())
                .update();
    }

    /** It is not tried any more until {@link #revive}. */
    void bury(Delivery delivery, String failure, boolean attempted, Duration pause) {
        jdbc.sql("""
                        with dead as (update delivery
                                      set dead_at = now(), failure = :failure, attempts = attempts + :attempted
                                      where subscription = :id and record = :record and version = :version)
                        update subscription
                        set failures = failures + :attempted, not_before = now() + :pause * interval '1 millisecond'
                        where id = :id
                        """)
                .param("failure", failure)
                .param("attempted", attempted ? 1 : 0)
                .param("pause", pause.toMillis())
                .param("id", delivery.subscription())
                .param("record", delivery.record())
                .param("version", delivery.version())
                .update();
    }

    List<Delivery> dead(UUID subscription, int limit) {
        return jdbc.sql(DELIVERY + """
                         from delivery where subscription = ? and dead_at is not null order by position limit ?
                        """)
                .params(subscription, limit)
                .query(SubscriptionStore::delivery)
                .list();
    }

    /** All dead deliveries wait again, as if just published, and are tried at once. */
    int revive(UUID subscription) {
        return jdbc.sql("""
                        with again as (update subscription set failures = 0, not_before = now() where id = :id)
                        update delivery
                        set dead_at = null, attempts = 0, next_at = now(), published_at = now()
                        where subscription = :id and dead_at is not null
                        """).param("id", subscription).update();
    }

    /** Whether more than this many wait or are dead. */
    boolean holdsMoreThan(UUID subscription, int max) {
        return jdbc.sql("select exists (select from delivery where subscription = ? offset ? limit 1)")
                .params(subscription, max)
                .query(Boolean.class)
                .single();
    }

    private static Subscription subscription(ResultSet row, int number) throws SQLException {
        OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new Subscription(
                row.getObject("id", UUID.class),
                row.getObject("dataset", UUID.class),
                new Operator(
                        text(row, "operator"),
                        text(row, "agency"),
                        Set.of((String[]) row.getArray("roles").getArray()),
                        row.getString("client")),
                row.getString("purpose"),
                row.getObject("agreement", UUID.class),
                URI.create(text(row, "address")),
                instant(row, "created_at"),
                endedAt == null ? null : new Subscription.End(endedAt.toInstant(), text(row, "end_reason")),
                row.getInt("failures"));
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getObject("subscription", UUID.class),
                row.getObject("record", UUID.class),
                row.getInt("version"),
                instant(row, "published_at"),
                row.getInt("attempts"),
                row.getString("failure"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
