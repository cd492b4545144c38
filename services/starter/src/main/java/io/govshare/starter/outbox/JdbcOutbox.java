package io.govshare.starter.outbox;

import io.govshare.starter.ids.UuidV7;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as a table of the service's own database. */
final class JdbcOutbox implements Outbox {

    private static final int ROWS_PER_STATEMENT = 500;

    private static final String INSERT =
            "INSERT INTO outbox (id, topic, key, type, payload, added_at) VALUES (?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final UuidV7 ids;
    private final Clock clock;
    private final WakeUp wakeUp;

    JdbcOutbox(JdbcTemplate jdbc, UuidV7 ids, Clock clock, WakeUp wakeUp) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        this.wakeUp = wakeUp;
    }

    @Override
    public void add(OutboxMessage message) {
        addAll(List.of(message));
    }

    @Override
    public void addAll(Collection<OutboxMessage> messages) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An event belongs to the transaction of its cause; there is none");
        }
        if (messages.isEmpty()) {
            return;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        // The driver joins a batch into multi-row inserts (reWriteBatchedInserts).
        jdbc.batchUpdate(INSERT, messages, ROWS_PER_STATEMENT, (statement, message) -> {
            statement.setObject(1, ids.next());
            statement.setString(2, message.topic());
            statement.setString(3, message.key());
            statement.setString(4, message.type());
            statement.setBytes(5, message.payload());
            statement.setObject(6, now);
        });
        // A set: the same synchronization counts once however many events a transaction adds.
        TransactionSynchronizationManager.registerSynchronization(wakeUp);
    }
}
