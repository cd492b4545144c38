package io.govshare.ledger.log;

import io.govshare.ledger.intake.EntryLog;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
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
        List<Hash> fresh = unknown(entries);
        int repeated = entries.size() - fresh.size();
        if (fresh.isEmpty()) {
            return new Appended(head.size(), 0, repeated);
        }
        TileGrowth growth = new TileGrowth(
                head,
                tile -> tiles.read(tile)
                        .orElseThrow(() -> new BrokenLogException("tile " + tile.path() + " is missing")));
        fresh.forEach(entry -> growth.append(MerkleHash.leaf(entry)));
        write(head.size(), fresh, growth);
        events.publishEvent(new LogGrown(growth.head().size()));
        return new Appended(growth.head().size(), fresh.size(), repeated);
    }

    /**
     * Under the lock nothing can collide, unless somebody changed the rows by hand. That is no fault of the entries: it
     * must stop the log, where a violated constraint would only have them set aside.
     */
    private void write(long size, List<Hash> fresh, TileGrowth growth) {
        try {
            leaves.insert(size, fresh, clock.instant());
            tiles.write(growth.tiles());
            heads.write(growth.head());
        } catch (DataIntegrityViolationException e) {
            throw new BrokenLogException("the log's rows do not continue at size " + size, e);
        }
    }

    private List<Hash> unknown(List<Hash> entries) {
        LinkedHashSet<Hash> distinct = new LinkedHashSet<>(entries);
        distinct.removeAll(leaves.known(new ArrayList<>(distinct)));
        return new ArrayList<>(distinct);
    }
}
