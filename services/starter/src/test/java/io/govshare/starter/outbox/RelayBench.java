package io.govshare.starter.outbox;

import io.govshare.starter.StarterDatabase;
import io.govshare.starter.ids.UuidV7;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.util.unit.DataSize;

/** An outbox and its relays over a database, put together as the auto-configuration does. */
final class RelayBench {

    private final StarterDatabase database;
    private final String bootstrapServers;
    final WakeUp wakeUp = new WakeUp();
    final Outbox outbox;

    RelayBench(StarterDatabase database, String bootstrapServers) {
        this.database = database;
        this.bootstrapServers = bootstrapServers;
        this.outbox = new JdbcOutbox(database.template(), new UuidV7(Clock.systemUTC()), Clock.systemUTC(), wakeUp);
    }

    EventSender sender(Duration patience) {
        return new EventSender(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), "/govshare/test", patience);
    }

    OutboxRelay relay(int batchSize) {
        OutboxProperties properties = new OutboxProperties(
                true,
                Duration.ofMillis(200),
                Duration.ofMillis(50),
                batchSize,
                DataSize.ofMegabytes(8),
                Duration.ofSeconds(1));
        return new OutboxRelay(
                database.dataSource(),
                sender(Duration.ofSeconds(2)),
                properties,
                wakeUp,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    /** One transaction with the numbers of this range under one key. */
    void add(String topic, String key, int from, int to) {
        database.transactions()
                .executeWithoutResult(status -> outbox.addAll(IntStream.range(from, to)
                        .mapToObj(n ->
                                OutboxMessage.of(topic, key, ("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8)))
                        .toList()));
    }
}
