package io.govshare.bench;

import static java.util.Objects.requireNonNull;

import io.govshare.bench.Table.Aim;
import io.govshare.schemas.Topics;
import io.govshare.stack.Component;
import io.govshare.stack.Stack;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The log by itself: how fast the ledger service takes entries from Kafka, what an append and a proof cost while the
 * log grows from ten thousand to ten million entries, and, on the same PostgreSQL and the same chain, what the two usual
 * ways do instead: a hash chain in a table, and one transaction per record. Everything is written with fsync on.
 */
final class LogBench {

    /** The ledger and what it needs; it is not ready before identity has told it of the agencies. */
    static final Set<Component> PARTS =
            EnumSet.complementOf(EnumSet.of(Component.CATALOG, Component.AUDIT, Component.GATEWAY));

    /** As the catalogue declares its topic. */
    private static final int PARTITIONS = 3;

    private static final int STEADY_PER_SECOND = 1_000;
    private static final int STEADY_SECONDS = 30;
    private static final int TRANSACTIONS = 5_000;
    private static final int CHAINED_ROWS = 100_000;
    private static final int SMALLEST = 10_000;
    private static final int PROOFS = 10_000;

    private final Stack stack;
    private final Table table;
    private final int entries;
    private final int largest;

    /**
     * @param entries how many go from Kafka into the log, after half as many for warming up
     * @param largest size up to which the log grows
     */
    LogBench(Stack stack, PrintStream out, int entries, int largest) {
        this.stack = stack;
        this.table = new Table(out);
        this.entries = entries;
        this.largest = largest;
    }

    void run() throws Exception {
        createTopic();
        requireDurable();
        double anchored = intake();
        transactions(anchored);
        growth();
        table.summary();
    }

    /** The catalogue, which owns it, is not running. */
    private void createTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.CATALOG_STATEMENTS_SEALED, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void requireDurable() throws SQLException {
        try (Connection ledger = stack.database(Component.LEDGER);
                Statement statement = ledger.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    row.next();
                    if (!row.getString(1).equals("on")) {
                        throw new IllegalStateException(setting + " is " + row.getString(1));
                    }
                }
            }
        }
    }

    private double intake() throws Exception {
        table.heading("The ledger service, from Kafka into the log: " + entries + " entries");
        try (LogIntake intake = new LogIntake(stack)) {
            intake.integrate(entries / 2);
            LogIntake.Seconds seconds = intake.integrate(entries);
            table.figure("until committed", entries / seconds.committed(), "entries/s", Aim.atLeast(10_000));
            double anchored = entries / seconds.anchored();
            table.figure("until anchored", anchored, "entries/s");
            Latencies integrated = intake.steadily(STEADY_PER_SECOND, STEADY_SECONDS);
            table.figure("until committed, at 1,000 entries/s: p50", integrated.millis(.5), "ms");
            table.figure("until committed, at 1,000 entries/s: p99", integrated.millis(.99), "ms");
            return anchored;
        }
    }

    private void transactions(double anchored) throws Exception {
        table.heading("One transaction per record on the same chain: " + TRANSACTIONS + " records");
        OneTransactionPerRecord single = new OneTransactionPerRecord(stack.url(Component.CHAIN));
        double rate = single.recordsPerSecond(TRANSACTIONS);
        table.figure("until in a block", rate, "records/s");
        table.figure("what the gas limit admits", single.recordsPerBlock(), "per block");
        table.figure("log until anchored / one transaction per record", anchored / rate, "times", Aim.atLeast(20));
    }

    private void growth() throws Exception {
        table.heading("The log alone, batches of " + LogGrowth.BATCH + ", each committed with fsync");
        try (Connection ledger = stack.database(Component.LEDGER);
                LogGrowth log = new LogGrowth(ledger)) {
            log.warmUp();
            TreeMap<Integer, BatchCost> costs = new TreeMap<>();
            for (int size : sizes()) {
                BatchCost cost = log.appendAt(size);
                costs.put(size, cost);
                table.figure(String.format(Locale.ROOT, "append at %,d entries", size), cost.perSecond(), "entries/s");
                table.figure("  batch in the middle", cost.medianPerSecond(), "entries/s");
                table.figure("  slowest batch", cost.slowestMillis(), "ms");
            }
            table.figure(
                    "cost of an append at the largest / smallest size",
                    costs.firstEntry().getValue().perSecond()
                            / costs.lastEntry().getValue().perSecond(),
                    "times",
                    Aim.atMost(1.5));
            proofs(log);
            int chained = Math.min(CHAINED_ROWS, largest);
            BatchCost chain = new HashChainTable(ledger).appendAt(chained, LogGrowth.BATCH, LogGrowth.BATCHES);
            table.figure(
                    String.format(Locale.ROOT, "plain hash chain in a table, at %,d rows", chained),
                    chain.perSecond(),
                    "rows/s");
            table.figure(
                    "log / plain hash chain, at that size",
                    requireNonNull(costs.get(chained)).perSecond() / chain.perSecond(),
                    "times");
        }
    }

    private List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        for (long size = SMALLEST; size < largest; size *= 10) {
            sizes.add((int) size);
        }
        sizes.add(largest);
        return sizes;
    }

    private void proofs(LogGrowth log) {
        Latencies inclusion = log.inclusionProofs(PROOFS);
        String of = String.format(Locale.ROOT, "inclusion proof at %,d entries: ", largest);
        table.figure(of + "p50", inclusion.millis(.5), "ms");
        table.figure(of + "p99", inclusion.millis(.99), "ms", Aim.atMost(5));
        Latencies consistency = log.consistencyProofs(PROOFS);
        table.figure("consistency proof of a random size: p50", consistency.millis(.5), "ms");
        table.figure("consistency proof of a random size: p99", consistency.millis(.99), "ms");
    }
}
