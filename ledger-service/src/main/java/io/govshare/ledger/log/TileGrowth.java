package io.govshare.ledger.log;

import io.govshare.proof.log.Tile;
import io.govshare.proof.merkle.Frontier;
import io.govshare.proof.merkle.Hash;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * One batch of leaves on its way into the tree: the new head, and the tiles that it touches. Only the tiles at the
 * right edge are read, one per tile level at most, so a batch costs the same at any size of the log.
 *
 * <p>Each subtree that becomes complete is reported by the frontier once; those at heights 0, 8, 16 … are the hashes
 * that tiles keep.
 */
final class TileGrowth {

    private final Frontier frontier;
    private final Function<Tile.Hashes, byte[]> stored;
    private final Map<Position, Building> tiles = new LinkedHashMap<>();

    /** @param stored gives the bytes of a partial tile at the right edge */
    TileGrowth(LogHead head, Function<Tile.Hashes, byte[]> stored) {
        this.frontier = Frontier.of(head.size(), head.frontier());
        this.stored = stored;
    }

    void append(Hash leafHash) {
        frontier.append(leafHash, this::completed);
    }

    LogHead head() {
        return LogHead.of(frontier);
    }

    Collection<Grown> tiles() {
        return tiles.entrySet().stream()
                .map(tile -> new Grown(
                        tile.getKey().level(),
                        tile.getKey().index(),
                        tile.getValue().bytes()))
                .toList();
    }

    private void completed(int level, long index, Hash hash) {
        if (level % Tile.HEIGHT != 0) {
            return;
        }
        Position position = new Position(level / Tile.HEIGHT, index / Tile.WIDTH);
        int slot = (int) (index % Tile.WIDTH);
        tiles.computeIfAbsent(position, at -> begin(at, slot)).put(slot, hash);
    }

    private Building begin(Position at, int width) {
        if (width == 0) {
            return new Building(new byte[0]);
        }
        byte[] bytes = stored.apply(new Tile.Hashes(at.level(), at.index(), width));
        return new Building(bytes);
    }

    /** A tile as it is to be stored. */
    @SuppressWarnings("ArrayRecordComponent") // handed from here to the database, never compared
    record Grown(int level, long index, byte[] hashes) {}

    private record Position(int level, long index) {}

    private static final class Building {
        private final byte[] bytes;
        private int width;

        Building(byte[] stored) {
            this.bytes = Arrays.copyOf(stored, Tile.WIDTH * Hash.BYTES);
            this.width = stored.length / Hash.BYTES;
        }

        void put(int slot, Hash hash) {
            // A gap or an overlap would mean that tiles and head are not of one transaction.
            Objects.checkIndex(slot, Tile.WIDTH);
            if (slot != width) {
                throw new IllegalStateException("a tile of " + width + " hashes cannot take number " + slot + " next");
            }
            hash.writeTo(bytes, slot * Hash.BYTES);
            width++;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, width * Hash.BYTES);
        }
    }
}
