package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds the headers that prove a change of validators, on a chain that is not to be believed.
 *
 * <p>Between a block whose set is known and one that this set has not sealed there is a block of the set whose successor
 * is not the set's; it is found by halving. The votes stand in the headers before that successor, the last ones nearest
 * to it, since a validator repeats its vote in each block it makes until the change is done. Some sixty headers are asked
 * for at most to find the block, and no more than {@link ValidatorChanges#MAX_HEADERS} for the votes. A header that is
 * missing counts as one of the known set: a node may have no old ones, and the change may lie behind them.
 *
 * <p>A chain that lies wastes these questions. What is found is handed to the caller's test, and nothing counts that does
 * not pass it.
 */
public final class ValidatorChangeSearch {
    private final Chain chain;
    private final Set<Address> inForce;

    /** Headers by their number; empty where there is none. */
    @FunctionalInterface
    public interface Chain {
        Optional<BlockHeader> header(long number);
    }

    /** @param inForce the set that is known */
    public ValidatorChangeSearch(Chain chain, Collection<Address> inForce) {
        this.chain = chain;
        this.inForce = new TreeSet<>(inForce);
    }

    /**
     * Consecutive headers of which the last one shows a change.
     *
     * @param since a block for which the set is known to be in force
     * @param until a later block, which the set has not sealed
     * @param earliest no header before this block is of use
     * @param proven the test of what is found: whether these headers prove the change
     * @throws ProofFormatException when a header cannot be read
     */
    public Optional<List<BlockHeader>> find(
            long since, long until, long earliest, Predicate<List<BlockHeader>> proven) {
        Set<Address> listed = chain.header(until)
                .<Set<Address>>map(header -> new TreeSet<>(header.validators()))
                .orElse(inForce);
        if (until <= since || listed.equals(inForce)) {
            return Optional.empty();
        }
        long known = since;
        long changed = until;
        while (changed - known > 1) {
            long middle = known + (changed - known) / 2;
            Optional<BlockHeader> header = chain.header(middle);
            if (header.isEmpty() || QbftSeals.defect(header.get(), inForce).isEmpty()) {
                known = middle;
            } else {
                changed = middle;
            }
        }
        return chain.header(changed).flatMap(last -> votes(last, earliest, proven));
    }

    /** From the change backwards, until there are votes enough. */
    private Optional<List<BlockHeader>> votes(BlockHeader last, long earliest, Predicate<List<BlockHeader>> proven) {
        Set<Address> listed = new TreeSet<>(last.validators());
        Set<Address> candidates = new TreeSet<>(listed);
        candidates.addAll(inForce);
        candidates.removeIf(each -> listed.contains(each) && inForce.contains(each));
        if (candidates.size() != 1) {
            return Optional.empty();
        }
        QbftExtraData.Vote wanted = vote(candidates.iterator().next(), listed);
        Set<Address> heard = new HashSet<>();
        int agreeing = 0;
        Deque<BlockHeader> found = new ArrayDeque<>(List.of(last));
        while (found.size() < ValidatorChanges.MAX_HEADERS && found.getFirst().number() > Math.max(earliest, 1)) {
            BlockHeader child = found.getFirst();
            Optional<BlockHeader> header = chain.header(child.number() - 1)
                    .filter(parent -> parent.hash(Consensus.QBFT).equals(child.parentHash()));
            if (header.isEmpty()) {
                return Optional.empty();
            }
            found.addFirst(header.get());
            if (isLastWord(header.get(), wanted.candidate(), heard)
                    && header.get().vote().equals(Optional.of(wanted))
                    && ++agreeing > inForce.size() / 2) {
                List<BlockHeader> headers = List.copyOf(found);
                if (proven.test(headers)) {
                    return Optional.of(headers);
                }
            }
        }
        return Optional.empty();
    }

    private static QbftExtraData.Vote vote(Address candidate, Set<Address> listed) {
        return new QbftExtraData.Vote(candidate, listed.contains(candidate));
    }

    /** Whether a validator votes on the candidate here, and in no later header. */
    private boolean isLastWord(BlockHeader header, Address candidate, Set<Address> heard) {
        return header.vote().filter(vote -> vote.candidate().equals(candidate)).isPresent()
                && inForce.contains(header.coinbase())
                && heard.add(header.coinbase());
    }
}
