package io.govshare.bench;

import io.govshare.stack.Component;
import io.govshare.stack.Stack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.tools.ProducerPerformance;

/** What this machine's PostgreSQL and Kafka can do with the same rows and bytes, and nothing else to do. */
final class RawLimits {

    private static final Pattern RATE = Pattern.compile("records sent, ([0-9.]+) records/sec");

    /** Bytes that the producer test sends at least. */
    private static final long REPLAYED = 256 << 20;

    private final Stack stack;

    RawLimits(Stack stack) {
        this.stack = stack;
    }

    /** Rows per second: the rows that were just published, inserted again into a table of the same form. */
    double postgresql(int batch, int limit) throws SQLException {
        try (Connection catalog = stack.database(Component.CATALOG)) {
            catalog.setAutoCommit(false);
            try (Statement statement = catalog.createStatement()) {
                statement.execute("drop table if exists bench_raw");
                statement.execute("create table bench_raw (like record_version including all)");
            }
            catalog.commit();
            List<Object[]> rows = new ArrayList<>();
            int columns;
            try (Statement statement = catalog.createStatement()) {
                statement.setFetchSize(1_000);
                ResultSet found = statement.executeQuery("select * from record_version limit " + limit);
                columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    Object[] row = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = found.getObject(i + 1);
                    }
                    rows.add(row);
                }
            }
            catalog.commit();
            String insert = "insert into bench_raw values (?" + ",?".repeat(columns - 1) + ")";
            long started = System.nanoTime();
            try (PreparedStatement statement = catalog.prepareStatement(insert)) {
                int pending = 0;
                for (Object[] row : rows) {
                    for (int i = 0; i < columns; i++) {
                        statement.setObject(i + 1, row[i]);
                    }
                    statement.addBatch();
                    if (++pending == batch) {
                        statement.executeBatch();
                        catalog.commit();
                        pending = 0;
                    }
                }
                statement.executeBatch();
                catalog.commit();
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            try (Statement statement = catalog.createStatement()) {
                statement.execute("drop table bench_raw");
            }
            catalog.commit();
            return rows.size() / seconds;
        }
    }

    /**
     * How often per second Kafka's own producer test gets the same traffic acknowledged by all replicas: for each topic as
     * many messages of the mean size as the services sent, one topic after the other.
     *
     * <p>The traffic is sent several times over, so that the producers' start does not count for much.
     */
    double kafka(Map<String, KafkaTraffic.Volume> traffic) throws ExecutionException, InterruptedException {
        long bytes =
                traffic.values().stream().mapToLong(KafkaTraffic.Volume::bytes).sum();
        int turns = (int) Math.ceilDiv(REPLAYED, Math.max(1, bytes));
        double seconds = 0;
        for (Map.Entry<String, KafkaTraffic.Volume> topic : traffic.entrySet()) {
            KafkaTraffic.Volume volume = topic.getValue();
            int messages = Math.toIntExact(volume.messages() * turns);
            seconds += messages / messagesPerSecond("bench-raw-" + topic.getKey(), volume, messages);
        }
        return turns / seconds;
    }

    private double messagesPerSecond(String topic, KafkaTraffic.Volume volume, int messages)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, volume.partitions(), (short) 1)))
                    .all()
                    .get();
        }
        PrintStream console = System.out;
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        System.setOut(new PrintStream(report, true, StandardCharsets.UTF_8));
        try {
            ProducerPerformance.main(new String[] {
                "--topic",
                topic,
                "--num-records",
                Integer.toString(messages),
                "--record-size",
                Long.toString(volume.meanSize()),
                "--throughput",
                "-1",
                "--producer-props",
                "bootstrap.servers=" + stack.kafkaBootstrapServers(),
                "acks=all",
                "linger.ms=5",
                "batch.size=262144"
            });
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's producer test failed", e);
        } finally {
            System.setOut(console);
        }
        Matcher rates = RATE.matcher(report.toString(StandardCharsets.UTF_8));
        double last = Double.NaN;
        while (rates.find()) {
            last = Double.parseDouble(rates.group(1));
        }
        return last;
    }
}
