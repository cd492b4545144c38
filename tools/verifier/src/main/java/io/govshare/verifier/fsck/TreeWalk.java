package io.govshare.verifier.fsck;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.merkle.Frontier;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a log, from its first entry on. The tree is built twice, from the entries and from the tiles of level 0;
 * the tiles above are compared with the first. Where two of them part, the next promised root tells which one was
 * altered. Holds the right edge of both trees and one tile per level.
 */
final class TreeWalk {
    private final ServedLog log;
    private final long size;
    private final Iterator<KnownRoot> promised;
    private final LongConsumer progress;
    private final Frontier fromEntries = Frontier.empty();
    private final Frontier fromTiles = Frontier.empty();
    private final List<List<Hash>> upper = new ArrayList<>();
    private @Nullable KnownRoot next;
    private @Nullable Suspect suspect;
    private long agreed;
    private long tiles;
    private long anchors;

    /**
     * @param promised roots by size ascending, none larger than the size, the last one of exactly this size
     * @param progress told of the entries that are behind
     */
    TreeWalk(ServedLog log, long size, Iterator<KnownRoot> promised, LongConsumer progress) {
        this.log = log;
        this.size = size;
        this.promised = promised;
        this.progress = progress;
        for (int level = 0; level <= Tile.MAX_LEVEL; level++) {
            upper.add(new ArrayList<>());
        }
    }

    /** Tiles of hashes that were compared. */
    long tiles() {
        return tiles;
    }

    /** Anchors whose root the entries lead to. */
    long anchors() {
        return anchors;
    }

    /**
     * Two parties that say different things of the same place, until a root tells who is right.
     *
     * @param leaf whether it is about one entry; otherwise about a subtree
     */
    private record Suspect(boolean leaf, String entries, String tile, String fromEntries, String fromTile) {

        Difference tileAltered() {
            return new Difference(Difference.Kind.TILE, tile, fromEntries, fromTile);
        }

        Difference entryAltered() {
            return new Difference(Difference.Kind.ENTRY, entries, fromTile, fromEntries);
        }

        Difference neither(KnownRoot root) {
            return new Difference(
                    Difference.Kind.ENTRY,
                    entries,
                    "what leads to the root of " + root.where(),
                    fromEntries + ", and " + fromTile + " in " + tile + "; neither does");
        }
    }

    /** The first difference. */
    Optional<Difference> run() {
        next = promised.hasNext() ? promised.next() : null;
        Optional<Difference> difference = judged();
        for (long index = 0; difference.isEmpty() && index * Tile.WIDTH < size; index++) {
            difference = bundle(index, Tiles.width(0, index, size));
            progress.accept(fromEntries.size());
        }
        if (difference.isPresent()) {
            return difference;
        }
        for (int level = 1; level <= Tile.MAX_LEVEL; level++) {
            List<Hash> partial = upper.get(level);
            if (!partial.isEmpty()) {
                compareUpper(level, (size >>> (Tile.HEIGHT * level)) / Tile.WIDTH, partial);
            }
        }
        // The head has been judged: the entries are those that were signed.
        return Optional.ofNullable(suspect).map(Suspect::tileAltered);
    }

    private Optional<Difference> bundle(long index, int width) {
        Tile.Entries bundle = new Tile.Entries(index, width);
        Tile.Hashes tile = new Tile.Hashes(0, index, width);
        List<byte[]> entries = read(bundle, Tiles::entries);
        List<Hash> hashes = read(tile, Tiles::hashes);
        if (entries.size() != width) {
            return incomplete(Difference.Kind.ENTRY, bundle, width + " entries", entries.size());
        }
        if (hashes.size() != width) {
            return incomplete(Difference.Kind.TILE, tile, width + " hashes", hashes.size());
        }
        tiles++;
        for (int i = 0; i < width; i++) {
            Hash leaf = MerkleHash.leaf(entries.get(i));
            if (suspect == null && !leaf.equals(hashes.get(i))) {
                suspect = new Suspect(
                        true,
                        "entry " + fromEntries.size(),
                        "hash " + i + " of " + tile.path() + " (entry " + fromEntries.size() + ")",
                        "leaf hash " + leaf,
                        "leaf hash " + hashes.get(i));
            }
            fromEntries.append(leaf, this::completed);
            fromTiles.append(hashes.get(i));
            Optional<Difference> difference = judged();
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** What cannot be read counts as nothing. */
    private <T> List<T> read(Tile tile, Function<byte[], List<T>> parts) {
        try {
            return log.read(tile).map(parts).orElse(List.of());
        } catch (ProofFormatException e) {
            return List.of();
        }
    }

    private Optional<Difference> incomplete(Difference.Kind kind, Tile tile, String expected, int found) {
        return suspect != null
                ? Optional.of(suspect.tileAltered())
                : Optional.of(new Difference(
                        kind,
                        tile.path() + " (entry " + fromEntries.size() + " on)",
                        expected,
                        found == 0 ? "nothing that can be read" : String.valueOf(found)));
    }

    private void completed(int nodeLevel, long nodeIndex, Hash hash) {
        int level = nodeLevel / Tile.HEIGHT;
        if (level == 0 || nodeLevel % Tile.HEIGHT != 0) {
            return;
        }
        List<Hash> tile = upper.get(level);
        tile.add(hash);
        if (tile.size() == Tile.WIDTH) {
            compareUpper(level, nodeIndex / Tile.WIDTH, tile);
            tile.clear();
        }
    }

    private void compareUpper(int level, long index, List<Hash> computed) {
        if (suspect != null) {
            return;
        }
        Tile.Hashes tile = new Tile.Hashes(level, index, computed.size());
        List<Hash> served = read(tile, Tiles::hashes);
        tiles++;
        for (int i = 0; i < computed.size(); i++) {
            if (i >= served.size() || !served.get(i).equals(computed.get(i))) {
                long below = index * Tile.WIDTH + i;
                int height = Tile.HEIGHT * level;
                String entries = "entries " + (below << height) + " to " + (((below + 1) << height) - 1);
                suspect = new Suspect(
                        false,
                        entries,
                        "hash " + i + " of " + tile.path() + " (" + entries + ")",
                        "subtree " + computed.get(i),
                        i < served.size() ? "subtree " + served.get(i) : "nothing");
                return;
            }
        }
    }

    /** Compares with the roots promised for the size that has been reached. */
    private Optional<Difference> judged() {
        for (KnownRoot root = next; root != null && root.size() == fromEntries.size(); root = next) {
            Optional<Difference> difference = judged(root);
            if (difference.isPresent()) {
                return difference;
            }
            agreed = root.size();
            anchors += root.kind() == Difference.Kind.ANCHOR ? 1 : 0;
            next = promised.hasNext() ? promised.next() : null;
        }
        return Optional.empty();
    }

    private Optional<Difference> judged(KnownRoot root) {
        boolean entriesHold = fromEntries.root().equals(root.root());
        if (suspect == null) {
            return entriesHold
                    ? Optional.empty()
                    : Optional.of(new Difference(
                            root.kind(),
                            root.where(),
                            "root " + root.root(),
                            "root " + fromEntries.root()
                                    + " from entries and tiles alike, which agree with all that was"
                                    + " promised up to size " + agreed));
        }
        if (entriesHold) {
            return Optional.of(suspect.tileAltered());
        }
        boolean tilesHold = !suspect.leaf() || fromTiles.root().equals(root.root());
        return Optional.of(tilesHold ? suspect.entryAltered() : suspect.neither(root));
    }
}
