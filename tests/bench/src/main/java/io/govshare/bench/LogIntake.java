package io.govshare.bench;

import io.govshare.schemas.EventJson;
import io.govshare.schemas.StatementsSealed;
import io.govshare.schemas.Topics;
import io.govshare.stack.Component;
import io.govshare.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends sealed statements as the catalogue does and watches the committed head of the log. */
final class LogIntake implements AutoCloseable {

    private static final int LARGE = 500;
    private static final int SMALL = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final KafkaProducer<String, byte[]> producer;
    private final Connection ledger;
    private final PreparedStatement head;
    private final PreparedStatement anchored;
    private final Random random = new Random(1);

    LogIntake(Stack stack) throws SQLException {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        stack.kafkaBootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        1,
                        "batch.size",
                        256 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
        this.ledger = stack.database(Component.LEDGER);
        ledger.setAutoCommit(true);
        this.head = ledger.prepareStatement("select size from log_head");
        this.anchored = ledger.prepareStatement("select max(size) from anchor where state = 'confirmed'");
    }

    /** Times from the first event sent until the last entry is committed, and until a confirmed anchor covers it. */
    record Seconds(double committed, double anchored) {}

    Seconds integrate(int entries) throws Exception {
        List<ProducerRecord<String, byte[]>> events = new ArrayList<>();
        for (int i = 0; i < entries; i += LARGE) {
            events.add(event(LARGE));
        }
        long size = size(head);
        long started = System.nanoTime();
        for (ProducerRecord<String, byte[]> event : events) {
            send(event);
        }
        await(size + entries, head);
        double committed = (System.nanoTime() - started) / 1e9;
        await(size + entries, anchored);
        return new Seconds(committed, (System.nanoTime() - started) / 1e9);
    }

    /** Time of each event from when it was due until its entries are committed, as a reader of the head sees it. */
    Latencies steadily(int perSecond, int seconds) throws Exception {
        Latencies integrated = new Latencies();
        Queue<Pending> pending = new ArrayDeque<>();
        long expected = size(head);
        int events = perSecond / SMALL * seconds;
        long step = TimeUnit.SECONDS.toNanos(1) * SMALL / perSecond;
        long started = System.nanoTime();
        int sent = 0;
        while (sent < events || !pending.isEmpty()) {
            while (sent < events && System.nanoTime() - started >= sent * step) {
                expected += SMALL;
                pending.add(new Pending(started + sent * step, expected));
                send(event(SMALL));
                sent++;
            }
            long size = size(head);
            long now = System.nanoTime();
            if (now - started > PATIENCE.toNanos()) {
                throw new IllegalStateException("the log stands at " + size + ", expected " + expected);
            }
            while (!pending.isEmpty() && pending.element().size() <= size) {
                long due = pending.remove().due();
                integrated.add(due, now - due);
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return integrated;
    }

    /** What Kafka refuses is missing in the log, and waiting for it ends with an error. */
    private void send(ProducerRecord<String, byte[]> event) {
        var _ = producer.send(event);
    }

    private record Pending(long due, long size) {}

    private static void await(long size, PreparedStatement reached) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (size(reached) < size) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the log stands at " + size(reached) + ", expected " + size);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static long size(PreparedStatement reached) throws SQLException {
        try (ResultSet row = reached.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private ProducerRecord<String, byte[]> event(int statements) {
        List<StatementsSealed.Sealed> sealed = new ArrayList<>(statements);
        UUID dataset = new UUID(0x0190000000007000L, 0x8000000000000001L);
        for (int i = 0; i < statements; i++) {
            byte[] entry = new byte[32];
            random.nextBytes(entry);
            sealed.add(StatementsSealed.Sealed.ofRecord(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(entry),
                    "record.published",
                    "fiscal",
                    "b7c2a1f0e94d",
                    Instant.EPOCH.plusSeconds(1_700_000_000),
                    UUID.randomUUID(),
                    1,
                    dataset,
                    "Purchase orders",
                    null));
        }
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(
                Topics.CATALOG_STATEMENTS_SEALED, dataset.toString(), EventJson.write(new StatementsSealed(sealed)));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        Topics.CATALOG_STATEMENTS_SEALED,
                        "ce_source",
                        "bench",
                        "ce_time",
                        Instant.EPOCH.plusSeconds(1_700_000_000).toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return event;
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        ledger.close();
    }
}
