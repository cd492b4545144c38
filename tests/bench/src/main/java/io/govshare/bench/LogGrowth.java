package io.govshare.bench;

import io.govshare.ledger.intake.EntryLog;
import io.govshare.ledger.log.LogProofs;
import io.govshare.proof.merkle.Hash;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger's own sequencer and proofs on a log of its own, in a schema beside the service's. How the log comes to its
 * sizes is not measured, so that is done in bulk.
 */
final class LogGrowth implements AutoCloseable {

    static final int BATCH = 5_000;

    static final int BATCHES = 40;

    private static final int WARM_UP = 100_000;
    private static final int WARM_UP_BATCHES = 40;
    private static final int WARM_UP_PROOFS = 5_000;

    private final Connection connection;
    private final AnnotationConfigApplicationContext context;
    private final EntryLog log;
    private final LogProofs proofs;
    private final TransactionTemplate transaction;
    private final Random random = new Random(2);
    private long size;

    LogGrowth(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema bench; set search_path to bench; set maintenance_work_mem to '512MB'");
        }
        this.context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> new SingleConnectionDataSource(connection, true));
        context.register(Components.class);
        context.refresh();
        this.log = context.getBean(EntryLog.class);
        this.proofs = context.getBean(LogProofs.class);
        this.transaction = context.getBean(TransactionTemplate.class);
    }

    /** So that the smallest size is not measured with a cold JVM. */
    void warmUp() throws SQLException {
        fill(WARM_UP);
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
            append();
        }
        inclusionProofs(WARM_UP_PROOFS);
    }

    /** What batches cost in a log of this size, and up to twice as large. */
    BatchCost appendAt(long start) throws SQLException {
        double[] micros = new double[BATCHES];
        fill(start);
        for (int i = 0; i < micros.length; i++) {
            if (size + BATCH > 2 * start) {
                fill(start);
            }
            micros[i] = append();
        }
        return BatchCost.of(micros, BATCH);
    }

    Latencies inclusionProofs(int count) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < count; i++) {
            long leaf = random.nextLong(size);
            long started = System.nanoTime();
            proofs.inclusion(leaf, size);
            latencies.add(started, System.nanoTime() - started);
        }
        return latencies;
    }

    Latencies consistencyProofs(int count) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < count; i++) {
            long from = random.nextLong(1, size);
            long started = System.nanoTime();
            proofs.consistency(from, size);
            latencies.add(started, System.nanoTime() - started);
        }
        return latencies;
    }

    /** @return microseconds from the call until the batch is committed */
    private double append() {
        List<Hash> entries = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            entries.add(LogFill.entry(random));
        }
        long started = System.nanoTime();
        transaction.executeWithoutResult(status -> log.append(entries));
        size += BATCH;
        return (System.nanoTime() - started) / 1e3;
    }

    private void fill(long wanted) throws SQLException {
        new LogFill(connection, random).fill(wanted);
        size = wanted;
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @ComponentScan(
            basePackageClasses = LogProofs.class,
            useDefaultFilters = false,
            includeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern = ".*\\.log\\.(Sequencer|LogHeads|Leaves|TileRows|LogProofs)"))
    static class Components {

        @Bean
        JdbcTemplate jdbcTemplate(DataSource database) {
            return new JdbcTemplate(database);
        }

        @Bean
        JdbcClient jdbcClient(JdbcTemplate template) {
            return JdbcClient.create(template);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource database) {
            return new JdbcTransactionManager(database);
        }

        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
