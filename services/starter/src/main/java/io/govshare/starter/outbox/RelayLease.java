package io.govshare.starter.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to relay, and the connection that embodies it: PostgreSQL gives the advisory lock to one session of the
 * database and takes it back when that session ends, however it ends. All reading and deleting goes through this very
 * connection, so who has lost the right cannot delete either.
 */
final class RelayLease implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RelayLease.class);

    /** Advisory locks are per database, and each service has its own: one number serves all. */
    private static final long LOCK = 0x476f765368617265L;

    // Sizes are read from the TOAST pointers; payloads are fetched for the rows within the bound only. The first row
    // always passes, whatever its size.
    private static final String NEXT = """
            SELECT position, id, topic, key, type, payload, added_at
            FROM (SELECT *, sum(octet_length(payload)) OVER (ORDER BY position) - octet_length(payload) AS bytes_before
                  FROM (SELECT * FROM outbox ORDER BY position LIMIT ?) AS oldest) AS measured
            WHERE bytes_before < ?
            ORDER BY position
            """;

    private final Connection connection;

    private RelayLease(Connection connection) {
        this.connection = connection;
    }

    static Optional<RelayLease> tryAcquire(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        boolean acquired = false;
        try {
            connection.setAutoCommit(true);
            try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
                lock.setLong(1, LOCK);
                try (ResultSet result = lock.executeQuery()) {
                    acquired = result.next() && result.getBoolean(1);
                }
            }
            return acquired ? Optional.of(new RelayLease(connection)) : Optional.empty();
        } finally {
            if (!acquired) {
                connection.close();
            }
        }
    }

    List<OutboxRow> next(int limit, long maxBytes) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setInt(1, limit);
            select.setLong(2, maxBytes);
            try (ResultSet result = select.executeQuery()) {
                List<OutboxRow> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(new OutboxRow(
                            result.getLong(1),
                            result.getObject(2, UUID.class),
                            result.getString(3),
                            result.getString(4),
                            result.getString(5),
                            result.getBytes(6),
                            result.getObject(7, OffsetDateTime.class).toInstant()));
                }
                return rows;
            }
        }
    }

    void delete(List<OutboxRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM outbox WHERE position = ANY (?)")) {
            Array positions = connection.createArrayOf(
                    "bigint", rows.stream().map(OutboxRow::position).toArray(Long[]::new));
            delete.setArray(1, positions);
            delete.executeUpdate();
            positions.free();
        }
    }

    @Override
    public void close() {
        try (connection;
                Statement unlock = connection.createStatement()) {
            // The pool would keep the session, and with it the lock.
            unlock.execute("SELECT pg_advisory_unlock_all()");
        } catch (SQLException e) {
            log.debug("The connection of the relay is gone, and its lock with it", e);
        }
    }
}
