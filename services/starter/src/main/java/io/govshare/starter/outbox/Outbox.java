package io.govshare.starter.outbox;

import java.util.Collection;

/**
 * Where features leave their events. An event is sent if and only if the caller's transaction commits.
 *
 * <p>Order: events of one key are sent in the order of their {@code add}s if these were in one transaction, or in
 * transactions of which the second began to add after the first had committed. So take the lock that orders two changes
 * (the row's, say) before adding their events. Delivery is at least once; receivers recognise repetition by the event's
 * id.
 */
public interface Outbox {

    /** @throws IllegalStateException outside a transaction */
    void add(OutboxMessage message);

    /**
     * The same for many, in one round trip.
     *
     * @throws IllegalStateException outside a transaction
     */
    void addAll(Collection<OutboxMessage> messages);
}
