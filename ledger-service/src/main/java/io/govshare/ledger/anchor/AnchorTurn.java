package io.govshare.ledger.anchor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is to anchor: a lock of the database's session, held on a connection of its own for as long as the
 * process lives, and free the moment it dies. It spares work, it does not carry correctness: should two processes ever
 * believe that it is their turn, both drive the same stored transaction.
 *
 * <p>For one thread.
 */
@Component
class AnchorTurn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorTurn.class);
    private static final String LOCK = "select pg_try_advisory_lock(hashtextextended('govshare.ledger.anchor', 0))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtextextended('govshare.ledger.anchor', 0))";
    private static final int ANSWER_WITHIN_SECONDS = 2;

    private final DataSource database;
    private @Nullable Connection held;

    AnchorTurn(DataSource database) {
        this.database = database;
    }

    boolean mine() {
        try {
            if (held != null && held.isValid(ANSWER_WITHIN_SECONDS)) {
                return true;
            }
            close();
            Connection connection = database.getConnection();
            try {
                if (asked(connection, LOCK)) {
                    held = connection;
                }
            } finally {
                if (held == null) {
                    connection.close();
                }
            }
            return held != null;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("cannot ask whose turn it is to anchor", e);
        }
    }

    /** Back to the pool without the lock: the next borrower's session must not hold it. */
    @Override
    public void close() {
        Connection connection = held;
        held = null;
        if (connection == null) {
            return;
        }
        try (connection) {
            asked(connection, UNLOCK);
        } catch (SQLException e) {
            LOG.debug("the session that held the turn is gone, and the lock with it", e);
        }
    }

    private static boolean asked(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet answer = statement.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
