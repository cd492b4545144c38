package io.govshare.ledger.log;

import io.govshare.proof.merkle.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every head that was signed. */
@Component
public class Checkpoints {

    private final JdbcClient jdbc;

    Checkpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<SignedCheckpoint> newest() {
        return jdbc.sql("select size, root, note, signed_at from checkpoint order by size desc limit 1")
                .query(Checkpoints::checkpoint)
                .optional();
    }

    public Optional<SignedCheckpoint> at(long size) {
        return jdbc.sql("select size, root, note, signed_at from checkpoint where size = ?")
                .param(size)
                .query(Checkpoints::checkpoint)
                .optional();
    }

    /** The next ones after a size, smallest first. */
    public List<SignedCheckpoint> after(long size, int limit) {
        return jdbc.sql("select size, root, note, signed_at from checkpoint where size > ? order by size limit ?")
                .params(size, limit)
                .query(Checkpoints::checkpoint)
                .list();
    }

    /** False when the size was signed before; the first signature stands. */
    boolean store(SignedCheckpoint checkpoint) {
        return jdbc.sql("""
                        insert into checkpoint (size, root, note, signed_at) values (?, ?, ?, ?)
                        on conflict (size) do nothing
                        """)
                        .params(
                                checkpoint.size(),
                                checkpoint.root().bytes(),
                                checkpoint.note(),
                                Timestamp.from(checkpoint.signedAt()))
                        .update()
                == 1;
    }

    private static SignedCheckpoint checkpoint(ResultSet row, int number) throws SQLException {
        return new SignedCheckpoint(
                row.getLong(1),
                Hash.of(row.getBytes(2)),
                row.getString(3),
                row.getTimestamp(4).toInstant());
    }
}
