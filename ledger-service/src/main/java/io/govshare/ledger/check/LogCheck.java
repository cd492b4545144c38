package io.govshare.ledger.check;

import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.Leaves;
import io.govshare.ledger.log.LogHead;
import io.govshare.ledger.log.LogHeads;
import io.govshare.ledger.log.LogIdentity;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.ledger.log.TileRows;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Frontier;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Builds the tree twice, once from the entries and once from the tiles of level 0, and compares both with each other and
 * with every checkpoint that was signed. Where they part, the next checkpoint says which of them was altered. Reads 256
 * leaves at a time and stops after the first hundred findings; those about leaves come in the leaves' order.
 */
@Component
class LogCheck {

    static final int MAX_FINDINGS = 100;
    private static final int PAGE = 500;

    private final LogHeads heads;
    private final Leaves leaves;
    private final TileRows tiles;
    private final Checkpoints checkpoints;
    private final LogIdentity identity;

    LogCheck(LogHeads heads, Leaves leaves, TileRows tiles, Checkpoints checkpoints, LogIdentity identity) {
        this.heads = heads;
        this.leaves = leaves;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
        this.identity = identity;
    }

    /** @param size how many leaves were looked at */
    record Result(long size, List<Finding> findings) {}

    Result run() {
        Optional<SignedCheckpoint> newest = checkpoints.newest();
        // After the checkpoint: it can only be larger.
        LogHead head = heads.current();
        long size = newest.map(SignedCheckpoint::size).orElse(0L);
        Walk walk = new Walk(size);
        walk.leaves();
        walk.upperTiles();
        head(head, newest).ifPresent(walk::finds);
        beyond().ifPresent(walk::finds);
        return new Result(size, walk.findings());
    }

    private static Optional<Finding> head(LogHead head, Optional<SignedCheckpoint> newest) {
        long size = newest.map(SignedCheckpoint::size).orElse(0L);
        String detail = null;
        if (head.size() < size) {
            detail = "the head has size " + head.size() + ", a checkpoint of size " + size + " was signed";
        } else if (newest.isPresent()
                && head.size() == size
                && !head.root().equals(newest.get().root())) {
            detail = "the head's root is " + head.root() + ", that of its checkpoint "
                    + newest.get().root();
        } else if (!frontierRoot(head).filter(head.root()::equals).isPresent()) {
            detail = "the head's subtrees do not lead to its root";
        }
        return Optional.ofNullable(detail).map(text -> new Finding(Finding.Kind.HEAD_ALTERED, null, head.size(), text));
    }

    private static Optional<Hash> frontierRoot(LogHead head) {
        try {
            return Optional.of(Frontier.of(head.size(), head.frontier()).root());
        } catch (ProofFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Finding> beyond() {
        return leaves.beyondHead()
                .map(leaf -> new Finding(Finding.Kind.BEYOND_HEAD, leaf, null, "an entry where the log ends before"))
                .or(() -> tiles.beyondHead()
                        .map(path -> new Finding(
                                Finding.Kind.BEYOND_HEAD, null, null, path + " is wider than the log is long")));
    }

    private static Hash root(byte[] tile) {
        Frontier frontier = Frontier.empty();
        Tiles.hashes(tile).forEach(frontier::append);
        return frontier.root();
    }

    /** One pass over the log as it was at one size. */
    private final class Walk {
        private final long size;
        private final List<Long> differing = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Deque<SignedCheckpoint> signed = new ArrayDeque<>();
        private Frontier fromEntries = Frontier.empty();
        private Frontier fromTiles = Frontier.empty();
        private long read = -1;
        private long agreed;
        private boolean lost;

        Walk(long size) {
            this.size = size;
        }

        void leaves() {
            judgeReached();
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
            unjudged();
        }

        private void missing(long first, String what) {
            unjudged();
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
                judgeReached();
            }
        }

        private void judgeReached() {
            for (SignedCheckpoint next = next(); next != null && next.size() == fromEntries.size(); next = next()) {
                signed.remove();
                judge(next);
            }
        }

        private @Nullable SignedCheckpoint next() {
            if (signed.isEmpty() && read < size) {
                signed.addAll(checkpoints.after(read, PAGE));
                read = signed.isEmpty() ? size : signed.getLast().size();
            }
            return signed.peek();
        }

        /** Only who has a signed root has the truth. */
        private void judge(SignedCheckpoint checkpoint) {
            Optional<String> defect = defect(checkpoint);
            if (defect.isPresent()) {
                finds(new Finding(Finding.Kind.CHECKPOINT_ALTERED, null, checkpoint.size(), defect.get()));
                return;
            }
            Hash entriesRoot = fromEntries.root();
            Hash tilesRoot = fromTiles.root();
            boolean entriesHold = entriesRoot.equals(checkpoint.root());
            boolean tilesHold = tilesRoot.equals(checkpoint.root());
            for (long leaf : differing) {
                finds(
                        entriesHold
                                ? new Finding(
                                        Finding.Kind.TILE_ALTERED,
                                        leaf,
                                        checkpoint.size(),
                                        "the tile's hash of this leaf")
                                : new Finding(
                                        Finding.Kind.ENTRY_ALTERED,
                                        leaf,
                                        checkpoint.size(),
                                        "the stored entry of this leaf"));
            }
            differing.clear();
            if (entriesHold || tilesHold) {
                // On with the truth, so that one alteration is found once.
                fromEntries = entriesHold ? fromEntries : fromTiles.copy();
                fromTiles = tilesHold ? fromTiles : fromEntries.copy();
                agreed = checkpoint.size();
                lost = false;
            } else if (!lost) {
                lost = true;
                finds(new Finding(
                        Finding.Kind.CHECKPOINT_ALTERED,
                        null,
                        checkpoint.size(),
                        "neither entries (root " + entriesRoot + ") nor tiles (root " + tilesRoot
                                + ") lead to the root " + checkpoint.root()
                                + " that was signed: both were altered between leaf " + agreed + " and this size"));
            }
        }

        /** What is wrong with the row itself. */
        private Optional<String> defect(SignedCheckpoint checkpoint) {
            try {
                SignedNote note = SignedNote.parse(checkpoint.note());
                if (!note.verify(identity.key())) {
                    return Optional.of("its signature does not hold");
                }
                Checkpoint said = Checkpoint.parse(note.text());
                return said.origin().equals(identity.origin())
                                && said.size() == checkpoint.size()
                                && said.root().equals(checkpoint.root())
                        ? Optional.empty()
                        : Optional.of("it was signed for size " + said.size() + " and root " + said.root()
                                + ", the row has root " + checkpoint.root());
            } catch (ProofFormatException e) {
                return Optional.of("its note cannot be read: " + e.getMessage());
            }
        }

        /** Where no checkpoint is left that could tell. */
        private void unjudged() {
            for (long leaf : differing) {
                finds(new Finding(Finding.Kind.ENTRY_ALTERED, leaf, size, "entry and tile of this leaf disagree"));
            }
            differing.clear();
        }

        /** The tiles above level 0 must be what the level below gives. */
        void upperTiles() {
            for (int level = 1; level <= Tile.MAX_LEVEL; level++) {
                long index = 0;
                int width = Tiles.width(level, index, size);
                while (width > 0 && findings.size() < MAX_FINDINGS) {
                    upper(new Tile.Hashes(level, index, width));
                    index++;
                    width = Tiles.width(level, index, size);
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
