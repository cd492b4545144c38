package io.govshare.ledger.log;

import io.govshare.proof.log.Tile;
import io.govshare.proof.merkle.Hash;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tiles of hashes. A stored tile may be wider than the one asked for, never different in what both have. */
@Component
public class TileRows {

    private static final int BATCH = 100;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    TileRows(JdbcTemplate template, JdbcClient jdbc) {
        this.template = template;
        this.jdbc = jdbc;
    }

    /** The bytes of the tile in exactly the width asked for; empty when the log has not grown that far. */
    public Optional<byte[]> read(Tile.Hashes tile) {
        return jdbc.sql("select hashes from log_tile where level = ? and tile_index = ?")
                .params(tile.level(), tile.index())
                .query((row, number) -> row.getBytes(1))
                .optional()
                .filter(stored -> stored.length >= tile.width() * Hash.BYTES)
                .map(stored -> Arrays.copyOf(stored, tile.width() * Hash.BYTES));
    }

    /** Path of the first tile that holds more hashes than the head's size has nodes there. */
    public Optional<String> beyondHead() {
        return jdbc.sql("""
                        select level, tile_index from log_tile
                        where tile_index * 256 + octet_length(hashes) / 32 > (select size >> 8 * level from log_head)
                        order by level, tile_index limit 1
                        """)
                .query((row, number) -> new Tile.Hashes(row.getInt(1), row.getLong(2), Tile.WIDTH).path())
                .optional();
    }

    void write(Collection<TileGrowth.Grown> tiles) {
        template.batchUpdate("""
                insert into log_tile (level, tile_index, hashes) values (?, ?, ?)
                on conflict (level, tile_index) do update set hashes = excluded.hashes
                """, tiles, BATCH, (statement, tile) -> {
            statement.setInt(1, tile.level());
            statement.setLong(2, tile.index());
            statement.setBytes(3, tile.hashes());
        });
    }
}
