package io.govshare.ledger.anchor;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.QbftSeals;
import io.govshare.proof.chain.ValidatorChanges;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who had to seal which block: the sets that the operator trusts, and what became of each by votes that are proven.
 *
 * <p>The headers of changes are kept in the database and believed no more than a node: whenever they are read, all of
 * them are verified from the configured sets on, by the rules that a receipt's reader follows. What does not hold is left
 * out, as if it had not been found. Every process of the ledger sees what another one has found.
 */
@Component
public class ValidatorHistory {

    private static final Logger LOG = LoggerFactory.getLogger(ValidatorHistory.class);

    private final ChainProperties chain;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Known known;

    ValidatorHistory(ChainProperties chain, JdbcClient jdbc, Clock clock) {
        this.chain = chain;
        this.jdbc = jdbc;
        this.clock = clock;
        this.known = Known.of("", verified(List.of()));
    }

    /**
     * A set with the block from which it is in force.
     *
     * @param base first block of the configured set from which it is known; its own when it is configured itself
     */
    public record InForce(long fromBlock, List<Address> addresses, long base) {

        public InForce {
            addresses = List.copyOf(addresses);
        }

        public boolean isConfigured() {
            return base == fromBlock;
        }
    }

    /**
     * @param revision of the stored changes: of each its block and the transaction that wrote it last
     * @param headers what a receipt carries, by the block of each change
     */
    private record Known(String revision, Verified verified, NavigableMap<Long, List<String>> headers) {

        static Known of(String revision, Verified verified) {
            return new Known(revision, verified, ValidatorHistory.headers(verified.changes()));
        }
    }

    /** @param changes those that hold */
    private record Verified(List<InForce> sets, List<ValidatorChange> changes) {}

    /** Whether there is anything to start from. */
    boolean isTrusted() {
        return chain.consensus() == Consensus.QBFT && !chain.validators().isEmpty();
    }

    /** All that are known, by ascending block. */
    public List<InForce> sets() {
        return current().verified().sets();
    }

    /** The set that is in force as far as is known; empty when none are configured. */
    Optional<InForce> newest() {
        List<InForce> sets = sets();
        return sets.isEmpty() ? Optional.empty() : Optional.of(sets.getLast());
    }

    /** The set in force for a block; empty when the block is older than all that is known. */
    Optional<InForce> at(long block) {
        return sets().stream().filter(set -> set.fromBlock() <= block).reduce((earlier, later) -> later);
    }

    /**
     * Headers that lead from the configured sets to the set in force for a block, as a receipt carries them. More than
     * {@link ValidatorChanges#MAX_HEADERS} it cannot carry: then the earliest changes are left out as a whole.
     */
    public List<String> headersUntil(long block) {
        Map.Entry<Long, List<String>> last = current().headers().floorEntry(block);
        return last == null ? List.of() : last.getValue();
    }

    /** By the block of each change, the headers of it and of as many before it as a receipt can carry. */
    static NavigableMap<Long, List<String>> headers(List<ValidatorChange> changes) {
        NavigableMap<Long, List<String>> headers = new TreeMap<>();
        for (int last = 0; last < changes.size(); last++) {
            SequencedMap<Long, String> carried = new TreeMap<>();
            for (int first = last; first >= 0; first--) {
                SequencedMap<Long, String> more = new TreeMap<>(carried);
                more.putAll(ValidatorChange.together(List.of(changes.get(first))));
                if (more.size() > ValidatorChanges.MAX_HEADERS) {
                    break;
                }
                carried = more;
            }
            headers.put(changes.get(last).block(), List.copyOf(carried.sequencedValues()));
        }
        return headers;
    }

    /** Whether the change follows from what is known before it; later changes may turn out not to follow from it. */
    boolean holds(ValidatorChange change) {
        List<ValidatorChange> all = new ArrayList<>(current().verified().changes());
        all.removeIf(each -> each.block() >= change.block());
        all.add(change);
        return verified(all).changes().containsAll(all);
    }

    /** Whether a quorum of the set in force for the block, as far as that is known, has sealed its header. */
    boolean explains(BlockHeader header) {
        return at(header.number())
                .filter(set -> QbftSeals.defect(header, set.addresses()).isEmpty())
                .isPresent();
    }

    /**
     * Keeps a change that {@link #holds}, also in the place of a stored one that does not. Later ones that do not
     * follow from it are left out from now on, and found again.
     */
    void add(ValidatorChange change) {
        jdbc.sql("""
            insert into validator_change (block_number, headers, found_at) values (:block, :headers, :now)
            on conflict (block_number) do update
            set headers = excluded.headers, found_at = excluded.found_at
            """)
                .param("block", change.block())
                .param("headers", change.headers().toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        at(change.block())
                .ifPresent(
                        set -> LOG.info("validators from block {} on, as voted: {}", set.fromBlock(), set.addresses()));
    }

    private Known current() {
        if (!isTrusted()) {
            return known;
        }
        String revision = jdbc.sql("""
            select coalesce(string_agg(block_number || ' ' || cast(xmin as text), ', ' order by block_number), '')
            from validator_change
            """).query(String.class).single();
        Known now = known;
        return now.revision().equals(revision) ? now : read(revision);
    }

    /** For one caller at a time: the others find what it has verified, which takes a signature for each seal. */
    private synchronized Known read(String revision) {
        Known now = known;
        if (!now.revision().equals(revision)) {
            now = Known.of(revision, sound(rows()));
            known = now;
        }
        return now;
    }

    /** All rows as a rule; where one was altered, each that holds together with those before it. */
    private Verified sound(List<ValidatorChange> rows) {
        Verified all = verified(rows);
        if (all.changes().size() == rows.size()) {
            return all;
        }
        LOG.warn("stored headers of {} changes of validators do not hold together", rows.size());
        Verified some = verified(List.of());
        for (ValidatorChange row : rows) {
            List<ValidatorChange> more = new ArrayList<>(some.changes());
            more.add(row);
            Verified next = verified(more);
            if (next.changes().size() == more.size()) {
                some = next;
            }
        }
        return some;
    }

    private List<ValidatorChange> rows() {
        return jdbc.sql("select block_number, headers from validator_change order by block_number")
                .query((row, _) -> new ValidatorChange(
                        row.getLong(1), texts(row.getArray(2).getArray())))
                .list();
    }

    /** None where the array is no plain list of texts, which the ledger has not stored so. */
    private static List<String> texts(Object array) {
        return array instanceof String[] texts && Stream.of(texts).allMatch(Objects::nonNull)
                ? List.of(texts)
                : List.of();
    }

    private Verified verified(List<ValidatorChange> changes) {
        List<InForce> sets = new ArrayList<>();
        List<ValidatorChange> holding = new ArrayList<>();
        List<ValidatorSet> configured = chain.validators();
        for (int i = 0; i < configured.size(); i++) {
            ValidatorSet set = configured.get(i);
            long next = i + 1 < configured.size() ? configured.get(i + 1).fromBlock() : Long.MAX_VALUE;
            List<Address> addresses =
                    set.addresses().stream().map(Address::parse).toList();
            sets.add(new InForce(set.fromBlock(), addresses, set.fromBlock()));
            List<ValidatorChange> after = changes.stream()
                    .filter(change -> change.block() > set.fromBlock() && change.block() <= next)
                    .toList();
            follow(set.fromBlock(), addresses, after, sets, holding);
            // The operator's word for a block counts more than what is proven for it, should they differ.
            sets.removeIf(each -> each.fromBlock() == next);
        }
        return new Verified(List.copyOf(sets), List.copyOf(holding));
    }

    private static void follow(
            long base,
            List<Address> trusted,
            List<ValidatorChange> changes,
            List<InForce> sets,
            List<ValidatorChange> holding) {
        ValidatorChanges proof = new ValidatorChanges(trusted);
        List<Address> last = proof.inForce();
        try {
            for (Map.Entry<Long, String> each :
                    ValidatorChange.together(changes).entrySet()) {
                if (each.getKey() < base) {
                    continue;
                }
                BlockHeader header = ValidatorChange.parse(each.getValue());
                Optional<String> defect = proof.defect(header);
                if (defect.isPresent()) {
                    LOG.debug("headers do not prove a change of validators: {}", defect.get());
                    return;
                }
                if (!proof.inForce().equals(last)) {
                    last = proof.inForce();
                    sets.add(new InForce(header.number(), last, base));
                    changes.stream()
                            .filter(change -> change.block() == header.number())
                            .forEach(holding::add);
                }
            }
        } catch (ProofFormatException e) {
            LOG.debug("headers of a change of validators cannot be read: {}", e.getMessage());
        }
    }
}
