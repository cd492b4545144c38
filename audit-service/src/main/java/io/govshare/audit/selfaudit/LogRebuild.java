package io.govshare.audit.selfaudit;

import io.govshare.audit.trail.Trail;
import io.govshare.audit.trail.TrailEvent;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.Tile;
import io.govshare.proof.merkle.Frontier;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the log from its entries, tile by tile in bounded memory, and holds it against three witnesses: its own
 * tiles of hashes, what the trail was told of each position when it was anchored, and the anchored heads.
 */
final class LogRebuild {

    private final PublicLog log;
    private final Trail trail;
    private final LogWitness witness;
    private final Findings findings;
    private long entries;

    LogRebuild(PublicLog log, Trail trail, LogWitness witness, Findings findings) {
        this.log = log;
        this.trail = trail;
        this.witness = witness;
        this.findings = findings;
    }

    /** Entries read so far. */
    long entries() {
        return entries;
    }

    /**
     * @param checkpoint the head up to which the log is rebuilt
     * @param sizes at which the root is wanted
     * @return the roots that came out at these sizes
     */
    Map<Long, Hash> rebuild(Checkpoint checkpoint, SortedSet<Long> sizes) {
        Frontier frontier = Frontier.empty();
        Map<Long, Hash> roots = new HashMap<>();
        Iterator<Long> wanted = sizes.headSet(checkpoint.size() + 1).iterator();
        long next = wanted.hasNext() ? wanted.next() : Long.MAX_VALUE;
        for (long first = 0; first < checkpoint.size(); first += Tile.WIDTH) {
            int width = (int) Math.min(Tile.WIDTH, checkpoint.size() - first);
            List<byte[]> bundle = log.entries(first / Tile.WIDTH, width);
            List<Hash> tile = log.leafHashes(first / Tile.WIDTH, width);
            if (bundle.size() != width || tile.size() != width) {
                findings.add(
                        Finding.Kind.TILE_ALTERED,
                        "tile " + first / Tile.WIDTH,
                        "Expected " + width + " entries and hashes, got " + bundle.size() + " and " + tile.size()
                                + ".");
                return roots;
            }
            Map<Long, Hash> sealed = witness.entries(first, width);
            for (int i = 0; i < width; i++) {
                long index = first + i;
                Hash leaf = MerkleHash.leaf(bundle.get(i));
                compare(index, bundle.get(i), leaf, tile.get(i), sealed.get(index));
                frontier.append(leaf);
                entries++;
                if (frontier.size() == next) {
                    roots.put(next, frontier.root());
                    next = wanted.hasNext() ? wanted.next() : Long.MAX_VALUE;
                }
            }
        }
        return roots;
    }

    private void compare(long index, byte[] entry, Hash leaf, Hash inTile, @Nullable Hash sealed) {
        if (sealed != null && !Arrays.equals(entry, sealed.bytes())) {
            add(
                    Finding.Kind.LOG_ENTRY_ALTERED,
                    "log entry " + index,
                    index,
                    "The log now shows another entry than the one that was sealed as " + sealed.base64Url());
        } else if (!leaf.equals(inTile)) {
            String what = "The entry hashes to " + leaf.base64Url() + ", its tile holds " + inTile.base64Url();
            if (sealed == null) {
                add(Finding.Kind.LOG_ENTRY_ALTERED, "log entry " + index, index, what);
            } else {
                add(Finding.Kind.TILE_ALTERED, "tile hash of log entry " + index, index, what);
            }
        }
    }

    private void add(Finding.Kind kind, String subject, long index, String what) {
        Optional<TrailEvent> event = trail.byLeafIndex(index);
        findings.add(
                kind,
                subject,
                what
                        + event.map(e -> " (" + e.kind() + " by " + e.agency() + ").")
                                .orElse("."),
                index,
                event.map(TrailEvent::record).orElse(null),
                event.map(TrailEvent::dataset).orElse(null),
                event.map(TrailEvent::agency).orElse(null));
    }
}
