package io.govshare.starter.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Turns what was polled into one transaction: move the positions, run the listener, keep what is rejected.
 *
 * <p>An event that the listener rejects, or whose effect the database can never take (a constraint, a character that text
 * cannot hold), costs a rollback and then goes aside; the others follow in a transaction of their own.
 */
final class BatchHandler {

    private final InboxListener listener;
    private final EventReader reader;
    private final InboxOffsets offsets;
    private final RejectedMessages rejected;
    private final TransactionOperations transactions;

    BatchHandler(
            InboxListener listener,
            InboxOffsets offsets,
            RejectedMessages rejected,
            TransactionOperations transactions) {
        this.listener = listener;
        this.reader = new EventReader(listener.topics());
        this.offsets = offsets;
        this.rejected = rejected;
        this.transactions = transactions;
    }

    /**
     * @param stored where the positions stand in the database
     * @return where they stand now; unchanged if this throws
     */
    Map<TopicPartition, Long> handle(ConsumerRecords<byte[], byte[]> messages, Map<TopicPartition, Long> stored) {
        List<PartitionMove> moves = new ArrayList<>();
        for (TopicPartition partition : messages.partitions()) {
            long last = messages.records(partition).getLast().offset();
            moves.add(new PartitionMove(partition, position(stored, partition), last + 1));
        }
        EventReader.Batch batch = reader.read(messages);
        try {
            commit(moves, batch);
        } catch (EventRejectedException | DataIntegrityViolationException e) {
            return oneByOne(messages, stored);
        }
        return moved(stored, moves);
    }

    private Map<TopicPartition, Long> oneByOne(
            ConsumerRecords<byte[], byte[]> messages, Map<TopicPartition, Long> stored) {
        Map<TopicPartition, Long> positions = stored;
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            TopicPartition partition = new TopicPartition(message.topic(), message.partition());
            List<PartitionMove> move =
                    List.of(new PartitionMove(partition, position(positions, partition), message.offset() + 1));
            EventReader.Batch single = reader.read(List.of(message));
            try {
                commit(move, single);
            } catch (EventRejectedException e) {
                commit(move, rejection(message, String.valueOf(e.getMessage())));
            } catch (DataIntegrityViolationException e) {
                commit(
                        move,
                        rejection(
                                message, String.valueOf(e.getMostSpecificCause().getMessage())));
            }
            positions = moved(positions, move);
        }
        return positions;
    }

    private static EventReader.Batch rejection(ConsumerRecord<byte[], byte[]> message, String reason) {
        return new EventReader.Batch(List.of(), List.of(new Rejection(message, reason)));
    }

    private void commit(List<PartitionMove> moves, EventReader.Batch batch) {
        transactions.executeWithoutResult(status -> {
            moves.forEach(move -> offsets.move(listener.consumer(), move));
            rejected.keep(listener.consumer(), batch.rejections());
            if (!batch.events().isEmpty()) {
                listener.onEvents(batch.events());
            }
        });
    }

    private static long position(Map<TopicPartition, Long> stored, TopicPartition partition) {
        Long position = stored.get(partition);
        if (position == null) {
            throw new PositionLostException("Messages of " + partition + ", which is not assigned");
        }
        return position;
    }

    private static Map<TopicPartition, Long> moved(Map<TopicPartition, Long> stored, List<PartitionMove> moves) {
        Map<TopicPartition, Long> positions = new HashMap<>(stored);
        moves.forEach(move -> positions.put(move.partition(), move.to()));
        return positions;
    }
}
