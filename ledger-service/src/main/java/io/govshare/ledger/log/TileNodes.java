package io.govshare.ledger.log;

import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.NodeReader;
import java.util.HashMap;
import java.util.Map;

/** Nodes of the tree of one size, computed from its tiles. Reads each tile once; made for one answer, then forgotten. */
public final class TileNodes implements NodeReader {

    private final TileRows rows;
    private final long treeSize;
    private final Map<Tile.Hashes, byte[]> tiles = new HashMap<>();

    public TileNodes(TileRows rows, long treeSize) {
        this.rows = rows;
        this.treeSize = treeSize;
    }

    @Override
    public Hash node(int level, long index) {
        byte[] tile = tiles.computeIfAbsent(Tiles.holding(level, index, treeSize), this::read);
        return Tiles.node(tile, level, index);
    }

    private byte[] read(Tile.Hashes tile) {
        return rows.read(tile).orElseThrow(() -> new BrokenLogException("tile " + tile.path() + " is missing"));
    }
}
