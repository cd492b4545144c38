package io.govshare.bench;

import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Frontier;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Puts a log of a wanted size into the schema at hand, in bulk: the ledger's own tables with the rows that its sequencer
 * would have written, and the index of the entries as full as growing at random leaves it. Everything is then flushed,
 * so that what is measured next pays for the first change of each page after a checkpoint.
 */
final class LogFill {

    private static final int CHUNK = 50_000;

    /** Of a B-tree that grows by random keys, about ln 2. */
    private static final int PAGES_FILLED_PERCENT = 69;

    private static final String TABLES = """
            drop table if exists log_head, log_leaf, log_tile;
            create table log_head (like public.log_head including all);
            create table log_leaf (like public.log_leaf including defaults including constraints including storage);
            create table log_tile (like public.log_tile including all);
            """;
    private static final List<String> INDEXES = List.of(
            "alter table log_leaf add primary key (leaf_index)",
            "alter table log_leaf add constraint log_leaf_entry_once unique (entry) with (fillfactor = "
                    + PAGES_FILLED_PERCENT + ")",
            "vacuum analyze log_leaf",
            "vacuum analyze log_tile",
            "checkpoint");

    private final Connection connection;
    private final Random random;
    private final Frontier frontier = Frontier.empty();
    private final Map<Integer, OpenTile> open = new HashMap<>();
    private final List<TileRow> tileRows = new ArrayList<>();

    LogFill(Connection connection, Random random) {
        this.connection = connection;
        this.random = random;
    }

    static Hash entry(Random random) {
        byte[] entry = new byte[Hash.BYTES];
        random.nextBytes(entry);
        return Hash.of(entry);
    }

    void fill(long size) throws SQLException {
        execute(TABLES);
        List<byte[]> leafRows = new ArrayList<>();
        while (frontier.size() < size) {
            Hash entry = entry(random);
            leafRows.add(entry.bytes());
            frontier.append(MerkleHash.leaf(entry), this::completed);
            if (frontier.size() % CHUNK == 0 || frontier.size() == size) {
                insertLeaves(frontier.size() - leafRows.size(), leafRows);
                insertTiles();
                leafRows.clear();
            }
        }
        open.values().forEach(OpenTile::write);
        insertTiles();
        try (PreparedStatement head =
                connection.prepareStatement("insert into log_head (size, root, frontier) values (?, ?, ?)")) {
            head.setLong(1, size);
            head.setBytes(2, frontier.root().bytes());
            head.setBytes(3, Tiles.bytes(frontier.roots()));
            head.executeUpdate();
        }
        for (String statement : INDEXES) {
            execute(statement);
        }
    }

    private void completed(int level, long index, Hash hash) {
        if (level % Tile.HEIGHT != 0) {
            return;
        }
        OpenTile tile = open.computeIfAbsent(level / Tile.HEIGHT, OpenTile::new);
        tile.put(index, hash);
    }

    private void insertLeaves(long first, List<byte[]> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into log_leaf (leaf_index, entry, appended_at)
                select ? + place - 1, entry, now() from unnest(?) with ordinality as batch (entry, place)
                """)) {
            insert.setLong(1, first);
            insert.setArray(2, array("bytea", entries.toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    private void insertTiles() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into log_tile (level, tile_index, hashes) select * from unnest(?, ?, ?)
                """)) {
            insert.setArray(
                    1, array("int2", tileRows.stream().map(TileRow::level).toArray(Short[]::new)));
            insert.setArray(
                    2, array("int8", tileRows.stream().map(TileRow::index).toArray(Long[]::new)));
            insert.setArray(
                    3, array("bytea", tileRows.stream().map(TileRow::hashes).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
        tileRows.clear();
    }

    private Array array(String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record TileRow(short level, long index, byte[] hashes) {}

    /** The tile at the right edge of one level. */
    private final class OpenTile {

        private final int level;
        private final byte[] hashes = new byte[Tile.WIDTH * Hash.BYTES];
        private long index;
        private int width;

        OpenTile(int level) {
            this.level = level;
        }

        void put(long position, Hash hash) {
            index = position / Tile.WIDTH;
            hash.writeTo(hashes, width * Hash.BYTES);
            width++;
            if (width == Tile.WIDTH) {
                write();
                width = 0;
            }
        }

        void write() {
            if (width > 0) {
                tileRows.add(new TileRow((short) level, index, Arrays.copyOf(hashes, width * Hash.BYTES)));
            }
        }
    }
}
