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
    private byte[] link = new byte[32];

    HashChainTable(Connection connection) {
        this.connection = connection;
    }

    /** What batches cost in a table of this size, to which as many were added before for warming up. */
    BatchCost appendAt(int rows, int batch, int batches) throws SQLException, GeneralSecurityException {
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
        for (int size = 0; size < rows; size += batch) {
            insert(size, entries(batch));
        }
        double[] micros = new double[batches];
        for (int i = 0; i < batches; i++) {
            byte[][] entries = entries(batch);
            long started = System.nanoTime();
            insert(rows + i * batch, entries);
            micros[i] = (System.nanoTime() - started) / 1e3;
        }
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table hash_chain");
        }
        return BatchCost.of(micros, batch);
    }

    private byte[][] entries(int count) {
        byte[][] entries = new byte[count][32];
        for (byte[] entry : entries) {
            random.nextBytes(entry);
        }
        return entries;
    }

    private void insert(long first, byte[][] entries) throws SQLException, GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[][] links = new byte[entries.length][];
        for (int i = 0; i < entries.length; i++) {
            sha256.update(link);
            link = sha256.digest(entries[i]);
            links[i] = link;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hash_chain (position, entry, link)
                select ? + place - 1, entry, link from unnest(?, ?) with ordinality as batch (entry, link, place)
                """)) {
            insert.setLong(1, first);
            insert.setArray(2, connection.createArrayOf("bytea", entries));
            insert.setArray(3, connection.createArrayOf("bytea", links));
            insert.executeUpdate();
            connection.commit();
        }
    }
}
