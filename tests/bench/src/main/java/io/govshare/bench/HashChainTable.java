package io.govshare.bench;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * The usual audit table: each row carries SHA-256 over the row before it and its own entry. It can show that nothing was
 * changed to whoever reads it all, and gives no proof of one entry.
 */
final class HashChainTable {

    private final Connection connection;
    private final Random random = new Random(3);

    HashChainTable(Connection connection) {
        this.connection = connection;
    }

    double rowsPerSecond(int rows, int batch) throws SQLException, GeneralSecurityException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table hash_chain (
                        position    bigint primary key,
                        entry       bytea not null unique,
                        link        bytea not null,
                        appended_at timestamptz not null default now())
                    """);
        }
        connection.setAutoCommit(false);
        insert(rows, batch, 0);
        long started = System.nanoTime();
        insert(rows, batch, rows);
        double seconds = (System.nanoTime() - started) / 1e9;
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table hash_chain");
        }
        return rows / seconds;
    }

    private void insert(int rows, int batch, long first) throws SQLException, GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] link = new byte[32];
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hash_chain (position, entry, link)
                select ? + place - 1, entry, link from unnest(?, ?) with ordinality as batch (entry, link, place)
                """)) {
            for (int done = 0; done < rows; done += batch) {
                byte[][] entries = new byte[batch][32];
                byte[][] links = new byte[batch][];
                for (int i = 0; i < batch; i++) {
                    random.nextBytes(entries[i]);
                    sha256.update(link);
                    link = sha256.digest(entries[i]);
                    links[i] = link;
                }
                insert.setLong(1, first + done);
                insert.setArray(2, connection.createArrayOf("bytea", entries));
                insert.setArray(3, connection.createArrayOf("bytea", links));
                insert.executeUpdate();
                connection.commit();
            }
        }
    }
}
