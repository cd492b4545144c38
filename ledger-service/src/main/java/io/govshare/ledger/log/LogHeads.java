package io.govshare.ledger.log;

import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one row that says how large the log is. */
@Component
public class LogHeads {

    private final JdbcClient jdbc;

    LogHeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public LogHead current() {
        return jdbc.sql("select size, root, frontier from log_head")
                .query(LogHeads::head)
                .single();
    }

    /** The head, with the right to change it until the transaction ends. */
    LogHead lock() {
        return jdbc.sql("select size, root, frontier from log_head for update")
                .query(LogHeads::head)
                .single();
    }

    void write(LogHead head) {
        jdbc.sql("update log_head set size = ?, root = ?, frontier = ?")
                .params(head.size(), head.root().bytes(), Tiles.bytes(head.frontier()))
                .update();
    }

    private static LogHead head(ResultSet row, int number) throws SQLException {
        return new LogHead(row.getLong(1), Hash.of(row.getBytes(2)), Tiles.hashes(row.getBytes(3)));
    }
}
