package io.govshare.starter.inbox;

import java.util.List;
import java.util.Map;

/**
 * Handles events; a bean of this type is all that a service needs to consume. Implementations are package-private classes
 * named {@code ...Listener}.
 *
 * <p>Each listener runs on one thread. Batches hold events of one or more partitions; events of one key come in order.
 */
public interface InboxListener {

    /** Stable name: the consumer group and the owner of the stored offsets. Renaming reads everything again. */
    String consumer();

    /** The topics and the record that each one's events are read into. */
    Map<String, Class<?>> topics();

    /**
     * Called inside a transaction that also stores the batch's position: what is written by it happens exactly once per
     * event, except that a sender may repeat an event under a new offset after a crash. Make the effect idempotent by a
     * unique key from the event's content or {@link InboxEvent#id()}.
     *
     * <p>Do not call other services from here. A failure rolls the transaction back and the batch comes again after a
     * pause, for ever: nothing is skipped.
     *
     * @throws EventRejectedException for an event that can never be handled; it is kept in {@code inbox_rejected} and the
     *     batch comes again without it
     */
    void onEvents(List<InboxEvent> events);

    /** Most events in a batch; keep small where one event holds hundreds of items. */
    default int maxBatch() {
        return 200;
    }
}
