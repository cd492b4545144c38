package io.govshare.ledger.check;

import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.Leaves;
import io.govshare.ledger.log.LogHead;
import io.govshare.ledger.log.LogHeads;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.ledger.log.TileRows;
import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Frontier;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Builds the tree twice, once from the entries and once from the tiles of level 0, and compares both with each other and
 * with the newest checkpoint. Where they part, the checkpoint says which of them was altered. Reads 256 leaves at a time
 * and stops after the first hundred findings.
 */
@Component
class LogCheck {

    private static final int MAX_FINDINGS = 100;

    private final LogHeads heads;
    private final Leaves leaves;
    private final TileRows tiles;
    private final Checkpoints checkpoints;

    LogCheck(LogHeads heads, Leaves leaves, TileRows tiles, Checkpoints checkpoints) {
        this.heads = heads;
        this.leaves = leaves;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
    }

    /** @param size how many leaves were looked at */
    record Result(long size, List<Finding> findings) {}

    Result run() {
        LogHead head = heads.current();
        Optional<SignedCheckpoint> newest = checkpoints.newest();
        long size = newest.map(SignedCheckpoint::size).orElse(0L);
        Walk walk = new Walk(size);
        walk.leaves();
        newest.ifPresent(checkpoint -> walk.judge(checkpoint.root()));
        walk.upperTiles();
        if (head.size() == size
                && newest.isPresent()
                && !head.root().equals(newest.get().root())) {
            walk.finds(new Finding(
                    Finding.Kind.HEAD_ALTERED, null, size, "the head's root is not that of its checkpoint"));
        }
        return new Result(size, walk.findings());
    }

    private static Hash root(byte[] tile) {
        Frontier frontier = Frontier.empty();
        Tiles.hashes(tile).forEach(frontier::append);
        return frontier.root();
    }

    /** One pass over the log as it was at one size. */
    private final class Walk {
        private final long size;
        private final Frontier fromEntries = Frontier.empty();
        private final Frontier fromTiles = Frontier.empty();
        private final List<Long> differing = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();

        Walk(long size) {
            this.size = size;
        }

        void leaves() {
            for (long first = 0; first < size; first += Tile.WIDTH) {
                int width = Tiles.width(0, first / Tile.WIDTH, size);
                List<Hash> entries = leaves.entries(first, first + width);
                List<Hash> hashes = tiles.read(new Tile.Hashes(0, first / Tile.WIDTH, width))
                        .map(Tiles::hashes)
                        .orElse(List.of());
                if (entries.size() < width || hashes.size() < width) {
                    missing(first, entries.size() < width ? "entries" : "a tile");
                    return;
                }
                compare(first, entries, hashes);
            }
        }

        private void missing(long first, String what) {
            finds(new Finding(
                    Finding.Kind.ENTRY_MISSING, first, size, what + " from leaf " + first + " on are not complete"));
        }

        private void compare(long first, List<Hash> entries, List<Hash> hashes) {
            for (int i = 0; i < entries.size(); i++) {
                Hash leaf = MerkleHash.leaf(entries.get(i));
                fromEntries.append(leaf);
                fromTiles.append(hashes.get(i));
                if (!leaf.equals(hashes.get(i)) && differing.size() < MAX_FINDINGS) {
                    differing.add(first + i);
                }
            }
        }

        /** Only who has the signed root has the truth. */
        void judge(Hash root) {
            if (fromEntries.size() < size) {
                return;
            }
            boolean entriesHold = fromEntries.root().equals(root);
            boolean tilesHold = fromTiles.root().equals(root);
            for (long leaf : differing) {
                finds(
                        entriesHold
                                ? new Finding(Finding.Kind.TILE_ALTERED, leaf, size, "the tile's hash of this leaf")
                                : new Finding(Finding.Kind.ENTRY_ALTERED, leaf, size, "the stored entry of this leaf"));
            }
            if (!entriesHold && !tilesHold) {
                finds(new Finding(
                        Finding.Kind.CHECKPOINT_ALTERED,
                        null,
                        size,
                        "neither entries nor tiles lead to the checkpoint's root: both were altered, or it was"));
            }
        }

        /** The tiles above level 0 must be what the level below gives. */
        void upperTiles() {
            for (Tile.Hashes tile : Tiles.of(size)) {
                if (tile.level() > 0 && findings.size() < MAX_FINDINGS) {
                    upper(tile);
                }
            }
        }

        private void upper(Tile.Hashes tile) {
            List<Hash> stored = tiles.read(tile).map(Tiles::hashes).orElse(List.of());
            for (int i = 0; i < tile.width(); i++) {
                long below = tile.index() * Tile.WIDTH + i;
                Optional<Hash> computed = tiles.read(new Tile.Hashes(tile.level() - 1, below, Tile.WIDTH))
                        .map(LogCheck::root);
                if (i >= stored.size() || computed.isEmpty() || !computed.get().equals(stored.get(i))) {
                    long leaf = below << (Tile.HEIGHT * tile.level());
                    finds(new Finding(
                            Finding.Kind.TILE_ALTERED,
                            leaf,
                            size,
                            "hash " + i + " of " + tile.path() + ", above this leaf"));
                    return;
                }
            }
        }

        void finds(Finding finding) {
            if (findings.size() < MAX_FINDINGS) {
                findings.add(finding);
            }
        }

        List<Finding> findings() {
            return List.copyOf(findings);
        }
    }
}
