package io.govshare.starter.inbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Positions of consumers, stored in the service's own database. Kafka's own offsets are not used. */
final class InboxOffsets {

    private final JdbcClient jdbc;

    InboxOffsets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next offset to read per partition, 0 where nothing was read yet; the rows exist afterwards. */
    Map<TopicPartition, Long> open(String consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : partitions) {
            jdbc.sql("""
                    INSERT INTO inbox_offset (consumer, topic, partition, next_offset) VALUES (?, ?, ?, 0)
                    ON CONFLICT DO NOTHING
                    """)
                    .params(consumer, partition.topic(), partition.partition())
                    .update();
            positions.put(
                    partition,
                    jdbc.sql("""
                            SELECT next_offset FROM inbox_offset WHERE consumer = ? AND topic = ? AND partition = ?
                            """)
                            .params(consumer, partition.topic(), partition.partition())
                            .query(Long.class)
                            .single());
        }
        return positions;
    }

    /**
     * Moves the position in the caller's transaction, and holds its row until that ends. Called before the effect: of two
     * processes that both believe to own the partition, the second waits here and then finds the position gone.
     *
     * @throws PositionLostException when the stored position is not {@code from}
     */
    void move(String consumer, PartitionMove move) {
        int moved = jdbc.sql("""
                        UPDATE inbox_offset SET next_offset = ?
                        WHERE consumer = ? AND topic = ? AND partition = ? AND next_offset = ?
                        """)
                .params(
                        move.to(),
                        consumer,
                        move.partition().topic(),
                        move.partition().partition(),
                        move.from())
                .update();
        if (moved != 1) {
            throw new PositionLostException(
                    consumer + " no longer stands at " + move.from() + " of " + move.partition());
        }
    }
}
