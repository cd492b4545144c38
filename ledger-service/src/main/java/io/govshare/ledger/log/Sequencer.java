package io.govshare.ledger.log;

import io.govshare.ledger.intake.EntryLog;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives entries their places. Leaves, tiles and head are written under the lock of the head's row and become visible
 * together, so there is one order, and a reader that sees a size finds all that belongs to it.
 */
@Component
class Sequencer implements EntryLog {

    private final LogHeads heads;
    private final Leaves leaves;
    private final TileRows tiles;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Sequencer(LogHeads heads, Leaves leaves, TileRows tiles, ApplicationEventPublisher events, Clock clock) {
        this.heads = heads;
        this.leaves = leaves;
        this.tiles = tiles;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Appended append(List<Hash> entries) {
        // The lock comes first: what another sequencer appended before it is known below, what comes later waits.
        LogHead head = heads.lock();
        List<Hash> distinct = new ArrayList<>(new LinkedHashSet<>(entries));
        try {
            List<Hash> fresh = insert(head.size(), distinct);
            long size = fresh.isEmpty() ? head.size() : grow(head, fresh);
            return new Appended(size, fresh.size(), entries.size() - fresh.size());
        } catch (DataIntegrityViolationException e) {
            // Under the lock nothing can collide, unless somebody changed the rows by hand. That is no fault of the
            // entries: it must stop the log, where a violated constraint would only have them set aside.
            throw new BrokenLogException("the log's rows do not continue at size " + head.size(), e);
        }
    }

    /** @return those of the entries that the log did not hold yet: they are its next leaves now */
    private List<Hash> insert(long size, List<Hash> distinct) {
        Instant now = clock.instant();
        try {
            leaves.insert(size, distinct, now);
            return distinct;
        } catch (DuplicateKeyException someAreKnown) {
            Set<Hash> known = leaves.known(distinct);
            List<Hash> fresh =
                    distinct.stream().filter(entry -> !known.contains(entry)).toList();
            leaves.insert(size, fresh, now);
            return fresh;
        }
    }

    private long grow(LogHead head, List<Hash> fresh) {
        TileGrowth growth = new TileGrowth(
                head,
                tile -> tiles.read(tile)
                        .orElseThrow(() -> new BrokenLogException("tile " + tile.path() + " is missing")));
        fresh.forEach(entry -> growth.append(MerkleHash.leaf(entry)));
        tiles.write(growth.tiles());
        heads.write(growth.head());
        long size = growth.head().size();
        events.publishEvent(new LogGrown(size));
        return size;
    }
}
