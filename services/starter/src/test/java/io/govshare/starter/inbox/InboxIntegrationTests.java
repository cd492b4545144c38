package io.govshare.starter.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.starter.Messages;
import io.govshare.starter.StarterDatabase;
import io.govshare.testkit.infrastructure.KafkaServer;
import io.govshare.testkit.infrastructure.TestInfrastructure;
import io.govshare.testkit.infrastructure.TestInfrastructureExtension;
import io.govshare.testkit.infrastructure.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;

@ExtendWith(TestInfrastructureExtension.class)
class InboxIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StarterDatabase database;
    private KafkaServer kafka;
    private Messages messages;
    private InboxBench bench;
    private String topic;
    private String name;

    @BeforeEach
    void open(TestInfrastructure infrastructure) {
        database = new StarterDatabase(infrastructure.postgres().createDatabase("inbox"));
        kafka = infrastructure.kafka();
        messages = new Messages(kafka);
        bench = new InboxBench(database, kafka.bootstrapServers());
        topic = "inbox-test-" + UUID.randomUUID();
        name = "consumer-" + UUID.randomUUID();
        kafka.createTopic(topic, 3);
    }

    @AfterEach
    void close() {
        bench.close();
        database.close();
    }

    @Test
    void everyEventHasItsEffectOnceAndInOrder() {
        send("a", 0, 200);
        bench.start(name, topic, events -> {});
        send("b", 0, 200);

        awaitEffects(400);
        assertThat(bench.effects("a")).isEqualTo(numbers(0, 200));
        assertThat(bench.effects("b")).isEqualTo(numbers(0, 200));
        assertThat(storedPositions()).isEqualTo(400);
    }

    @Test
    void restartedConsumerGoesOnWhereTheDatabaseStands() {
        InboxConsumer first = bench.start(name, topic, events -> {});
        send("a", 0, 100);
        awaitEffects(100);
        bench.stop(first);
        send("a", 100, 200);

        bench.start(name, topic, events -> {});

        awaitEffects(200);
        assertThat(bench.effects("a")).isEqualTo(numbers(0, 200));
    }

    @Test
    void rollbackTakesEffectAndPositionTogether() {
        AtomicInteger failures = new AtomicInteger(3);
        send("a", 0, 100);
        InboxConsumer consumer = bench.start(name, topic, events -> {
            // Something has been written before it fails.
            database.client()
                    .sql("INSERT INTO effect VALUES ('half-written', 1)")
                    .update();
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not yet");
            }
            database.client()
                    .sql("DELETE FROM effect WHERE key = 'half-written'")
                    .update();
        });

        awaitEffects(100);
        assertThat(bench.effects("a")).isEqualTo(numbers(0, 100));
        assertThat(bench.effects("half-written")).isEmpty();
        assertThat(database.count("inbox_rejected")).isZero();
        Waiting.until(
                "the failure to end", PATIENCE, () -> consumer.failingSince().isEmpty());
    }

    @Test
    void failingListenerBlocksVisiblyAndSkipsNothing() {
        AtomicBoolean broken = new AtomicBoolean(true);
        InboxConsumer consumer = bench.start(name, topic, events -> {
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
        });
        send("a", 0, 10);
        Waiting.until(
                "the failure to show", PATIENCE, () -> consumer.failingSince().isPresent());
        assertThat(consumer.failure()).contains("broken");
        assertThat(database.count("effect")).isZero();
        assertThat(storedPositions()).isZero();

        broken.set(false);

        awaitEffects(10);
        assertThat(bench.effects("a")).isEqualTo(numbers(0, 10));
        Waiting.until(
                "the failure to end", PATIENCE, () -> consumer.failingSince().isEmpty());
    }

    @Test
    void messagesThatAreNoEventsAreKeptAsideWhole() {
        messages.sendBare(topic, "a", "no headers".getBytes(StandardCharsets.UTF_8));
        messages.sendBare(topic, "a", null);
        messages.send(
                topic, "a", List.of("{\"n\":1}", "{\"n\":", "{\"n\":2,\"n\":3}", "{\"n\":\"\\u0000\"}", "{\"n\":4}"));

        bench.start(name, topic, events -> {});

        awaitEffects(2);
        assertThat(bench.effects("a")).containsExactly(1, 4);
        Waiting.until("rejections", PATIENCE, () -> database.count("inbox_rejected") == 5);
        List<Map<String, Object>> rejected = database.template()
                .queryForList(
                        "SELECT *, convert_from(payload, 'UTF8') AS text FROM inbox_rejected ORDER BY \"offset\"");
        assertThat(rejected.getFirst())
                .containsEntry("consumer", name)
                .containsEntry("topic", topic)
                .containsEntry("key", "a")
                .containsEntry("text", "no headers");
        assertThat(rejected.getFirst().get("reason").toString()).contains("ce_id");
        assertThat(rejected.get(1).get("reason").toString()).contains("no body");
        assertThat(rejected.get(2)).containsEntry("text", "{\"n\":");
        assertThat(storedPositions()).isEqualTo(7);
    }

    @Test
    void eventThatTheListenerRejectsIsKeptAsideAndTheOthersGoOn() {
        send("a", 0, 10);
        bench.start(
                name,
                topic,
                events -> events.stream()
                        .filter(event -> ((InboxBench.Counted) event.body()).n() == 7)
                        .findFirst()
                        .ifPresent(event -> {
                            throw new EventRejectedException(event, "sevens are not welcome");
                        }));

        awaitEffects(9);
        assertThat(bench.effects("a")).doesNotContain(7).hasSize(9);
        assertThat(reasons()).containsExactly("sevens are not welcome");
    }

    @Test
    void eventWhoseEffectTheDatabaseRefusesIsKeptAside() {
        send("a", 0, 5);
        send("a", -13, -12);
        send("a", 5, 9);
        bench.start(name, topic, events -> {});

        awaitEffects(9);
        assertThat(bench.effects("a")).isEqualTo(numbers(0, 9));
        assertThat(reasons()).singleElement().asString().contains("effect_n_check");
    }

    @Test
    void twoInstancesShareThePartitionsAndNothingHappensTwice() {
        InboxConsumer first = bench.start(name, topic, events -> {});
        for (int k = 0; k < 20; k++) {
            send("key-" + k, 0, 20);
        }
        InboxConsumer second = bench.start(name, topic, events -> {});
        for (int k = 0; k < 20; k++) {
            send("key-" + k, 20, 40);
        }
        awaitEffects(800);
        Waiting.until(
                "both to read",
                PATIENCE,
                () -> first.partitions() + second.partitions() == 3 && second.partitions() > 0);
        bench.stop(first);
        for (int k = 0; k < 20; k++) {
            send("key-" + k, 40, 50);
        }

        awaitEffects(1_000);
        for (int k = 0; k < 20; k++) {
            assertThat(bench.effects("key-" + k)).isEqualTo(numbers(0, 50));
        }
    }

    @Test
    void secondOwnerOfAPartitionCannotCommitTheSameEvents() {
        InboxOffsets offsets = new InboxOffsets(database.client());
        var partition = new TopicPartition(topic, 0);
        offsets.open(name, List.of(partition));
        database.transactions().executeWithoutResult(status -> offsets.move(name, new PartitionMove(partition, 0, 5)));

        assertThatThrownBy(() -> database.transactions()
                        .executeWithoutResult(status -> offsets.move(name, new PartitionMove(partition, 0, 7))))
                .isInstanceOf(PositionLostException.class);
        assertThat(offsets.open(name, List.of(partition))).containsEntry(partition, 5L);
    }

    @Test
    void consumerSurvivesTheDeathOfKafkaAndOfPostgres(TestInfrastructure infrastructure) {
        InboxConsumer consumer = bench.start(name, topic, events -> {});
        send("a", 0, 50);
        awaitEffects(50);

        kafka.kill();
        kafka.start();
        send("a", 50, 100);
        awaitEffects(100);

        infrastructure.postgres().kill();
        send("a", 100, 150);
        Waiting.until(
                "the failure to show", PATIENCE, () -> consumer.failingSince().isPresent());
        infrastructure.postgres().start();
        awaitEffects(150);

        assertThat(bench.effects("a")).isEqualTo(numbers(0, 150));
        Waiting.until(
                "the failure to end", PATIENCE, () -> consumer.failingSince().isEmpty());
    }

    @Test
    void topicMadeAfterTheConsumerIsReadSoon() {
        String later = "inbox-later-" + UUID.randomUUID();
        bench.start(name, later, events -> {});
        kafka.createTopic(later, 3);
        messages.send(later, "a", List.of("{\"n\":1}"));

        awaitEffects(1);
    }

    @Test
    void topicMadeAnewIsReadFromItsBeginning() {
        InboxConsumer first = bench.start(name, topic, events -> {});
        send("a", 20, 30);
        awaitEffects(10);
        bench.stop(first);
        database.client()
                .sql("UPDATE inbox_offset SET next_offset = next_offset + 1000")
                .update();

        bench.start(name, topic, events -> {});

        awaitEffects(20);
    }

    private void send(String key, int from, int to) {
        messages.send(
                topic,
                key,
                numbers(from, to).stream().map(n -> "{\"n\":" + n + "}").toList());
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private void awaitEffects(int count) {
        Waiting.until(count + " effects", PATIENCE, () -> {
            try {
                return database.count("effect") >= count;
            } catch (DataAccessException e) {
                return false;
            }
        });
        assertThat(database.count("effect")).isEqualTo(count);
    }

    private long storedPositions() {
        return database.client()
                .sql("SELECT coalesce(sum(next_offset), 0)::bigint FROM inbox_offset")
                .query(Long.class)
                .single();
    }

    private List<String> reasons() {
        return database.client()
                .sql("SELECT reason FROM inbox_rejected")
                .query(String.class)
                .list();
    }
}
