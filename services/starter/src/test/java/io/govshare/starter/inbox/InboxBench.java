package io.govshare.starter.inbox;

import io.govshare.starter.StarterDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Consumers over a database, put together as the auto-configuration does. */
final class InboxBench implements AutoCloseable {

    /** The body of the test's events. */
    record Counted(int n) {}

    private final StarterDatabase database;
    private final String bootstrapServers;
    private final List<InboxConsumer> consumers = new ArrayList<>();

    InboxBench(StarterDatabase database, String bootstrapServers) {
        this.database = database;
        this.bootstrapServers = bootstrapServers;
        database.template().execute("CREATE TABLE effect (key text, n int, place bigserial, CHECK (n <> -13))");
    }

    /** Writes each event to the table {@code effect}; {@code also} runs before that. */
    InboxConsumer start(String name, String topic, Consumer<List<InboxEvent>> also) {
        InboxListener listener = new InboxListener() {
            @Override
            public String consumer() {
                return name;
            }

            @Override
            public Map<String, Class<?>> topics() {
                return Map.of(topic, Counted.class);
            }

            @Override
            public void onEvents(List<InboxEvent> events) {
                also.accept(events);
                for (InboxEvent event : events) {
                    database.client()
                            .sql("INSERT INTO effect VALUES (?, ?)")
                            .params(event.key(), ((Counted) event.body()).n())
                            .update();
                }
            }

            @Override
            public int maxBatch() {
                return 50;
            }
        };
        InboxOffsets offsets = new InboxOffsets(database.client());
        InboxProperties properties =
                new InboxProperties(true, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(6));
        InboxConsumer consumer = new InboxConsumer(
                listener,
                new BatchHandler(
                        listener,
                        offsets,
                        new RejectedMessages(database.client(), Clock.systemUTC()),
                        database.transactions()),
                offsets,
                () -> InboxAutoConfiguration.connect(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), listener, properties),
                properties.maxBackoff(),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        consumers.add(consumer);
        consumer.start();
        return consumer;
    }

    void stop(InboxConsumer consumer) {
        consumer.stop();
        try {
            consumer.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The numbers that had their effect, by key, in order of the effect. */
    List<Integer> effects(String key) {
        return database.client()
                .sql("SELECT n FROM effect WHERE key = ? ORDER BY place")
                .param(key)
                .query(Integer.class)
                .list();
    }

    @Override
    public void close() {
        consumers.forEach(this::stop);
    }
}
