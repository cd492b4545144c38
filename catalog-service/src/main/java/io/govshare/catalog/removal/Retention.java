package io.govshare.catalog.removal;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.Datasets;
import io.govshare.starter.problem.ProblemException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases the records whose latest version is older than their dataset keeps them. A few in each transaction, which holds
 * the lease: of several instances one erases at a time, and when it dies another one goes on with the next batch.
 */
@Component
class Retention implements Housekeeping.Chore {

    /** Who erases and why, in the statements. */
    static final String NAME = "retention";

    static final int BATCH = 50;

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final long LEASE = 0x52657465_6e74696fL;

    /** For one dataset at one turn, so that none keeps the others waiting for long. */
    private static final int BATCHES = 200;

    private final JdbcClient jdbc;
    private final Datasets datasets;
    private final Removals removals;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Retention(JdbcClient jdbc, Datasets datasets, Removals removals, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.datasets = datasets;
        this.removals = removals;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param days after its latest version a record is erased */
    record Rule(UUID dataset, int days) {}

    Optional<Integer> days(UUID dataset) {
        return jdbc.sql("select days from retention where dataset = ?")
                .param(dataset)
                .query(Integer.class)
                .optional();
    }

    void keep(Rule rule, String operator) {
        jdbc.sql("""
                insert into retention (dataset, days, operator, set_at) values (?, ?, ?, ?)
                on conflict (dataset) do update
                set days = excluded.days, operator = excluded.operator, set_at = excluded.set_at
                """)
                .param(rule.dataset())
                .param(rule.days())
                .param(operator)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void keepWithoutEnd(UUID dataset) {
        jdbc.sql("delete from retention where dataset = ?").param(dataset).update();
    }

    @Override
    public void run() {
        List<UUID> ruled =
                jdbc.sql("select dataset from retention").query(UUID.class).list();
        for (UUID dataset : ruled) {
            try {
                int erased = BATCH;
                for (int i = 0; i < BATCHES && erased == BATCH; i++) {
                    erased = Objects.requireNonNull(transactions.execute(_ -> eraseSome(dataset)));
                }
            } catch (ProblemException e) {
                // Such as an agency whose key is revoked: the others' records must not wait for it.
                log.warn("Records of dataset {} are erased later: {}", dataset, e.getMessage());
            }
        }
    }

    private int eraseSome(UUID id) {
        boolean held = jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LEASE)
                .query(Boolean.class)
                .single();
        Dataset dataset = held ? datasets.find(id).orElse(null) : null;
        Optional<Integer> days = days(id);
        if (dataset == null || days.isEmpty()) {
            return 0;
        }
        List<UUID> over = jdbc.sql("""
                        select record from record_version
                        where dataset = ? and latest and erased_by is null and sealed_at < ?
                        order by sealed_at limit ?
                        """)
                .param(id)
                .param(clock.instant().atOffset(ZoneOffset.UTC).minusDays(days.get()))
                .param(BATCH)
                .query(UUID.class)
                .list();
        Removals.Cause cause = new Removals.Cause(
                NAME, NAME, Map.of("retentionDays", days.get().toString()));
        over.forEach(record -> removals.erase(dataset, record, cause));
        return over.size();
    }
}
