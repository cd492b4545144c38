package io.govshare.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.starter.Messages;
import io.govshare.starter.StarterDatabase;
import io.govshare.testkit.infrastructure.KafkaServer;
import io.govshare.testkit.infrastructure.TestDatabase;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import io.govshare.testkit.infrastructure.TestInfrastructureExtension;
import io.govshare.testkit.infrastructure.Waiting;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestInfrastructureExtension.class)
class OutboxIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<OutboxRelay> relays = new ArrayList<>();
    private TestDatabase target;
    private StarterDatabase database;
    private KafkaServer kafka;
    private RelayBench bench;
    private String topic;

    @BeforeEach
    void open(TestInfrastructure infrastructure) {
        target = infrastructure.postgres().createDatabase("outbox");
        database = new StarterDatabase(target);
        kafka = infrastructure.kafka();
        bench = new RelayBench(database, kafka.bootstrapServers());
        topic = "outbox-test-" + UUID.randomUUID();
        kafka.createTopic(topic, 3);
    }

    @AfterEach
    void close() {
        relays.forEach(OutboxRelay::stop);
        database.close();
    }

    @Test
    void eventsArriveOnceAndInOrderOfTheirKey() throws Exception {
        start(500);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                int writer = w;
                writers.add(threads.submit(() -> {
                    for (int n = 0; n < 100; n += 5) {
                        for (int k = 0; k < 5; k++) {
                            bench.add(topic, "key-" + writer + "-" + k, n, n + 5);
                        }
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        awaitEmpty();

        List<ConsumerRecord<String, String>> messages = new Messages(kafka).read(topic, 2_000);
        assertThat(messages).hasSize(2_000);
        assertOrder(messages, 20, 100);
    }

    @Test
    void eventIsACloudEventInBinaryMode() {
        start(500);
        bench.add(topic, "k", 1, 2);

        ConsumerRecord<String, String> message =
                new Messages(kafka).read(topic, 1).getFirst();
        assertThat(message.key()).isEqualTo("k");
        assertThat(message.value()).isEqualTo("{\"n\":1}");
        assertThat(UUID.fromString(Messages.header(message, "ce_id")).version()).isEqualTo(7);
        assertThat(Messages.header(message, "ce_type")).isEqualTo(topic);
        assertThat(Messages.header(message, "ce_source")).isEqualTo("/govshare/test");
        assertThat(Messages.header(message, "ce_specversion")).isEqualTo("1.0");
        assertThat(Messages.header(message, "ce_time")).endsWith("Z");
    }

    @Test
    void eventOfARolledBackTransactionIsNeverSent() {
        start(500);
        database.transactions().executeWithoutResult(status -> {
            bench.outbox.add(OutboxMessage.of(topic, "k", "{\"n\":666}".getBytes(StandardCharsets.UTF_8)));
            status.setRollbackOnly();
        });
        bench.add(topic, "k", 1, 2);

        assertThat(new Messages(kafka).read(topic, 1)).hasSize(1);
        assertThat(database.count("outbox")).isZero();
    }

    @Test
    void eventOutsideATransactionIsAMistake() {
        assertThatThrownBy(() -> bench.outbox.add(OutboxMessage.of(topic, "k", new byte[] {'1'})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
        assertThatThrownBy(() -> OutboxMessage.of(topic, "k", new byte[OutboxMessage.MAX_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eventsIntoTopicsMadeThisMomentKeepTheirOrder() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            String fresh = "outbox-fresh-" + UUID.randomUUID();
            kafka.createTopic(fresh, 1);
            List<OutboxRow> rows = IntStream.range(0, 50)
                    .mapToObj(n -> new OutboxRow(
                            n,
                            UUID.randomUUID(),
                            fresh,
                            "k",
                            fresh,
                            ("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8),
                            Instant.EPOCH))
                    .toList();
            // A producer unknown to the broker, each event a request of its own.
            try (EventSender sender = new EventSender(
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "batch.size", 1),
                    "/govshare/test",
                    Duration.ofSeconds(20))) {
                assertThat(sender.send(rows, () -> false).failure()).isNull();
            }
            assertThat(new Messages(kafka).read(fresh, 50))
                    .extracting(ConsumerRecord::value)
                    .isEqualTo(rows.stream()
                            .map(row -> new String(row.payload(), StandardCharsets.UTF_8))
                            .toList());
        }
    }

    @Test
    void commitWakesTheRelayLongBeforeItsPoll() {
        start(500);
        bench.add(topic, "warm-up", 0, 1);
        awaitEmpty();
        long[] millis = new long[20];
        for (int i = 0; i < millis.length; i++) {
            long begin = System.nanoTime();
            bench.add(topic, "k", i, i + 1);
            Waiting.until("delivery", PATIENCE, () -> database.count("outbox") == 0);
            millis[i] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        }
        Arrays.sort(millis);
        assertThat(millis[millis.length / 2])
                .as("median of %s", Arrays.toString(millis))
                .isLessThan(150);
    }

    @Test
    void largeEventsAreSentInBatchesThatFitIntoMemory() {
        String filler = "x".repeat(800_000);
        database.transactions()
                .executeWithoutResult(status -> bench.outbox.addAll(IntStream.range(0, 30)
                        .mapToObj(n -> OutboxMessage.of(topic, "k", (filler + n).getBytes(StandardCharsets.UTF_8)))
                        .toList()));
        start(500);
        awaitEmpty();

        assertOrder(new Messages(kafka).read(topic, 30), 1, 30);
    }

    @Test
    void batchSentButNotDeletedIsSentAgainUnderTheSameIds() throws Exception {
        bench.add(topic, "k", 0, 50);
        try (RelayLease lease = RelayLease.tryAcquire(database.dataSource()).orElseThrow();
                EventSender sender = bench.sender(Duration.ofSeconds(10))) {
            EventSender.Sent sent = sender.send(lease.next(30, Long.MAX_VALUE), () -> false);
            assertThat(sent.failure()).isNull();
            assertThat(sent.acknowledged()).hasSize(30);
            // Here the process dies: acknowledged, not deleted.
        }
        start(500);
        awaitEmpty();

        List<ConsumerRecord<String, String>> messages = new Messages(kafka).read(topic, 80);
        assertThat(messages).hasSize(80);
        assertThat(messages.stream().map(m -> Messages.header(m, "ce_id")).distinct())
                .hasSize(50);
        assertOrder(messages, 1, 50);
    }

    @Test
    void killedRelayProcessLosesNothingAndKeepsTheOrder() throws Exception {
        for (int k = 0; k < 10; k++) {
            bench.add(topic, "key-" + k, 0, 300);
        }
        for (int round = 0; round < 2; round++) {
            Process process = RelayProcess.start(target, kafka.bootstrapServers());
            long before = database.count("outbox");
            Waiting.until("some events to leave", PATIENCE, () -> database.count("outbox") < before - 100);
            process.destroyForcibly().waitFor();
            assertThat(database.count("outbox")).isPositive();
        }
        start(500);
        awaitEmpty();

        assertOrder(new Messages(kafka).read(topic, 3_000), 10, 300);
    }

    @Test
    void relayWhoseConnectionIsCutBeginsAnew() {
        OutboxRelay relay = start(10);
        for (int round = 0; round < 3; round++) {
            bench.add(topic, "k", round * 100, round * 100 + 100);
            Waiting.until("the relay to lead", PATIENCE, relay::isLeading);
            database.client().sql("""
                            SELECT pg_terminate_backend(pid) FROM pg_locks
                            WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
                            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                            """).query(Boolean.class).list();
        }
        awaitEmpty();

        assertOrder(new Messages(kafka).read(topic, 300), 1, 300);
        assertThat(relay.failingSince()).isEmpty();
    }

    @Test
    void ofTwoRelaysOneWorksAndTheOtherTakesOver() {
        OutboxRelay first = start(50);
        Waiting.until("the first to lead", PATIENCE, first::isLeading);
        OutboxRelay second = start(50);
        bench.add(topic, "k", 0, 500);
        awaitEmpty();
        assertThat(second.isLeading()).isFalse();

        first.stop();
        bench.add(topic, "k", 500, 1_000);
        awaitEmpty();

        assertThat(second.isLeading()).isTrue();
        List<ConsumerRecord<String, String>> messages = new Messages(kafka).read(topic, 1_000);
        assertThat(messages).hasSize(1_000);
        assertOrder(messages, 1, 1_000);
    }

    @Test
    void relayWaitsForKafkaWithoutBeingBusyAndShowsIt() throws Exception {
        OutboxRelay relay = start(500);
        bench.add(topic, "k", 0, 10);
        awaitEmpty();

        kafka.kill();
        try {
            bench.add(topic, "k", 10, 20);
            Waiting.until(
                    "the failure to show", PATIENCE, () -> relay.failingSince().isPresent());
            assertThat(new OutboxHealth(relay).health().getStatus().getCode()).isEqualTo("DOWN");
            long cpu = cpuNanos();
            TimeUnit.SECONDS.sleep(3);
            assertThat(Duration.ofNanos(cpuNanos() - cpu)).isLessThan(Duration.ofMillis(600));
        } finally {
            kafka.start();
        }
        bench.add(topic, "k", 20, 30);
        awaitEmpty();

        assertOrder(new Messages(kafka).read(topic, 30), 1, 30);
        Waiting.until("the failure to end", PATIENCE, () -> relay.failingSince().isEmpty());
        assertThat(new OutboxHealth(relay).health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void relayWaitsForPostgres(TestInfrastructure infrastructure) {
        OutboxRelay relay = start(500);
        bench.add(topic, "k", 0, 10);
        awaitEmpty();

        infrastructure.postgres().kill();
        try {
            Waiting.until(
                    "the failure to show", PATIENCE, () -> relay.failingSince().isPresent());
        } finally {
            infrastructure.postgres().start();
        }
        Waiting.until("the failure to end", PATIENCE, () -> relay.failingSince().isEmpty());
        bench.add(topic, "k", 10, 20);
        awaitEmpty();

        assertOrder(new Messages(kafka).read(topic, 20), 1, 20);
    }

    private static long cpuNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null
                    && (info.getThreadName().equals("outbox-relay")
                            || info.getThreadName().startsWith("kafka-producer"))) {
                sum += threads.getThreadCpuTime(info.getThreadId());
            }
        }
        return sum;
    }

    private OutboxRelay start(int batchSize) {
        OutboxRelay relay = bench.relay(batchSize);
        relays.add(relay);
        relay.start();
        return relay;
    }

    private void awaitEmpty() {
        Waiting.until("the outbox to be empty", PATIENCE, () -> database.count("outbox") == 0);
    }

    private static void assertOrder(List<ConsumerRecord<String, String>> messages, int keys, int each) {
        Map<String, List<Integer>> values = Messages.firstOccurrences(messages);
        assertThat(values).hasSize(keys);
        List<Integer> expected = IntStream.range(0, each).boxed().toList();
        assertThat(values.values()).allSatisfy(seen -> assertThat(seen).isEqualTo(expected));
    }
}
