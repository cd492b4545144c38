package io.govshare.proof.chain;

import io.govshare.proof.merkle.Hash;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows changes of validators from a trusted set on, by headers in the order of their numbers.
 *
 * <p>Each header has to be sealed by a quorum of the set in force for it. The set in force changes by one validator at a
 * time, and only when more than half of the set has voted so in the headers directly before, each of which the set
 * before the change has sealed. A header's own list alone changes nothing. Where headers are left out, votes before the
 * gap no longer count: a voter may have voted otherwise in between.
 *
 * <p>Besu forgets open votes at the end of an epoch, of which a verifier does not know the length. A majority of votes
 * therefore allows the next header to list the other set and does not oblige it to.
 */
public final class ValidatorChanges {
    /** Room for the votes of as many validators, several times over. */
    public static final int MAX_HEADERS = 128;

    /** Ascending, as headers list them. */
    private Set<Address> inForce;
    /** By candidate and voter: whether to add or to drop. */
    private final Map<Address, Map<Address, Boolean>> votes = new HashMap<>();

    private @Nullable BlockHeader last;

    /** @param trusted the set that is trusted for the block before the first header */
    public ValidatorChanges(Collection<Address> trusted) {
        this.inForce = new TreeSet<>(trusted);
    }

    /** The set in force for the last header, and for those after it until a later header shows a change. */
    public List<Address> inForce() {
        return List.copyOf(inForce);
    }

    /** What is wrong with the next header; or nothing, and its set is in force from then on. */
    public Optional<String> defect(BlockHeader next) {
        Optional<String> broken = follow(next);
        if (broken.isPresent()) {
            return broken;
        }
        Set<Address> listed = new TreeSet<>(next.validators());
        if (!listed.equals(inForce) && !voted(listed)) {
            return Optional.of("block " + next.number() + " lists other validators than were in force and voted for");
        }
        Optional<String> defect = QbftSeals.defect(next, listed);
        if (defect.isEmpty()) {
            accept(next, listed);
        }
        return defect;
    }

    /**
     * What is wrong with a block whose validators are to be those in force. Where the headers lead up to it, it is the
     * last of them or that one's child: otherwise the validators would have sealed two blocks of one height.
     *
     * @param block not before the last header
     */
    public Optional<String> defectAtEnd(BlockHeader block) {
        if (last == null || block.number() > last.number() + 1) {
            return Optional.empty();
        }
        Hash expected = last.hash(Consensus.QBFT);
        if (block.number() == last.number()) {
            return block.hash(Consensus.QBFT).equals(expected)
                    ? Optional.empty()
                    : Optional.of("the last header of changes is another block " + block.number());
        }
        return block.parentHash().equals(expected)
                ? Optional.empty()
                : Optional.of("block " + block.number() + " does not follow the last header of changes");
    }

    private Optional<String> follow(BlockHeader next) {
        if (last == null) {
            return Optional.empty();
        }
        if (next.number() <= last.number()) {
            return Optional.of("headers of changes stand in the order of their numbers");
        }
        if (next.number() > last.number() + 1) {
            votes.clear();
            return Optional.empty();
        }
        Hash parent = last.hash(Consensus.QBFT);
        return next.parentHash().equals(parent)
                ? Optional.empty()
                : Optional.of("block " + next.number() + " does not follow the block before it");
    }

    /** Whether more than half have voted for the one change that leads from the set in force to the other. */
    private boolean voted(Set<Address> other) {
        Set<Address> changed = new TreeSet<>(other);
        changed.addAll(inForce);
        changed.removeIf(each -> other.contains(each) && inForce.contains(each));
        if (changed.size() != 1) {
            return false;
        }
        Address candidate = changed.iterator().next();
        boolean add = other.contains(candidate);
        long agreeing = votes.getOrDefault(candidate, Map.of()).entrySet().stream()
                .filter(vote -> vote.getValue() == add && inForce.contains(vote.getKey()))
                .count();
        return agreeing > inForce.size() / 2;
    }

    private void accept(BlockHeader header, Set<Address> listed) {
        if (!listed.equals(inForce)) {
            votes.keySet().removeIf(candidate -> listed.contains(candidate) != inForce.contains(candidate));
            votes.values().forEach(each -> each.keySet().retainAll(listed));
            inForce = listed;
        }
        header.vote()
                .ifPresent(vote -> votes.computeIfAbsent(vote.candidate(), _ -> new HashMap<>())
                        .put(header.coinbase(), vote.add()));
        last = header;
    }
}
