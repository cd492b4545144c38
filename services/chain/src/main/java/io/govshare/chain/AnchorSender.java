package io.govshare.chain;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.NonceTooLow;
import io.govshare.chain.AnchorOutcome.Rejected;
import io.govshare.chain.AnchorOutcome.Unreachable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Hands transactions to several endpoints, and finds out who keeps them to itself. */
final class AnchorSender {
    private final Endpoints endpoints;
    private final List<? extends AnchorChain> chains;
    private final LongSupplier height;

    private volatile @Nullable Sent sent;

    /** The transaction sent last, to whom, and how high the chain was then. */
    private record Sent(String txHash, int to, long height) {}

    /** @param height of the chain, 0 as long as nobody knows */
    AnchorSender(Endpoints endpoints, List<? extends AnchorChain> chains, LongSupplier height) {
        this.endpoints = endpoints;
        this.chains = chains;
        this.height = height;
    }

    /** To the first that takes it. What one refuses another may take: each has its own limits, and may lie about them. */
    AnchorOutcome send(SignedAnchor anchor) {
        List<AnchorOutcome> outcomes = new ArrayList<>();
        for (Endpoint endpoint : endpoints.usable()) {
            AnchorOutcome outcome = send(endpoint, anchor);
            outcomes.add(outcome);
            if (outcome instanceof Accepted) {
                break;
            }
        }
        return best(outcomes);
    }

    /**
     * All get it; those that lag have no say in the outcome. Somebody is passed over when blocks came and went without
     * it, and who claims to have taken it when more of the others say that its nonce is spent.
     */
    AnchorOutcome sendEverywhere(SignedAnchor anchor) {
        if (endpoints.isSingle()) {
            return send(anchor);
        }
        Sent before = isSent(anchor) ? sent : null;
        List<Endpoint> voices = endpoints.usable();
        Map<Endpoint, AnchorOutcome> outcomes = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints.due()) {
            AnchorOutcome outcome = send(endpoint, anchor);
            if (voices.contains(endpoint)) {
                outcomes.put(endpoint, outcome);
            }
        }
        if (before != null && isAnsweredByAnother(outcomes, before.to())) {
            passOver(before, voices.getFirst());
        }
        return spent(anchor, outcomes).orElseGet(() -> best(outcomes.values()));
    }

    private AnchorOutcome send(Endpoint endpoint, SignedAnchor anchor) {
        AnchorOutcome outcome = chains.get(endpoint.index()).send(anchor);
        switch (outcome) {
            case Unreachable unreachable -> endpoint.away(unreachable.reason());
            case Accepted _ -> {
                long now = height.getAsLong();
                if (now > 0 && !isSent(anchor)) {
                    sent = new Sent(anchor.txHash(), endpoint.index(), now);
                }
            }
            case NonceTooLow _, Rejected _ -> {}
        }
        return outcome;
    }

    private boolean isSent(SignedAnchor anchor) {
        Sent last = sent;
        return last != null && last.txHash().equals(anchor.txHash());
    }

    private AnchorOutcome best(Collection<AnchorOutcome> outcomes) {
        return outcomes.stream()
                .min(Comparator.comparingInt(AnchorSender::rank))
                .filter(best -> endpoints.isSingle() || !(best instanceof Unreachable))
                .orElseGet(() -> new Unreachable(String.valueOf(endpoints.none().getMessage())));
    }

    private static int rank(AnchorOutcome outcome) {
        return switch (outcome) {
            case Accepted _ -> 0;
            case NonceTooLow _ -> 1;
            case Rejected _ -> 2;
            case Unreachable _ -> 3;
        };
    }

    private static boolean isAnsweredByAnother(Map<Endpoint, AnchorOutcome> outcomes, int keeper) {
        return outcomes.entrySet().stream()
                .anyMatch(told -> told.getKey().index() != keeper && !(told.getValue() instanceof Unreachable));
    }

    /**
     * Either the keeper did not pass it on, or whoever is asked first does not tell of its block.
     *
     * @param asked whose blocks are said to be without it
     */
    private void passOver(Sent before, Endpoint asked) {
        long now = height.getAsLong();
        if (now <= before.height() + 1) {
            return;
        }
        String taken = "took transaction " + before.txHash() + " at block " + before.height();
        String missing = "and up to block " + now + " none contains it";
        if (asked.index() == before.to()) {
            asked.passedOver(taken + ", " + missing);
            sent = null;
        } else {
            asked.passedOver(endpoints.get(before.to()).name() + " " + taken + ", " + missing + " here");
        }
    }

    /** That the nonce is spent, when at least as many say so as say that they have the transaction. */
    private static Optional<AnchorOutcome> spent(SignedAnchor anchor, Map<Endpoint, AnchorOutcome> outcomes) {
        List<Endpoint> takers = outcomes.entrySet().stream()
                .filter(told -> told.getValue() instanceof Accepted)
                .map(Map.Entry::getKey)
                .toList();
        List<AnchorOutcome> spent =
                outcomes.values().stream().filter(NonceTooLow.class::isInstance).toList();
        if (spent.size() > takers.size()) {
            takers.forEach(taker ->
                    taker.passedOver("took transaction " + anchor.txHash() + ", whose nonce is spent elsewhere"));
        }
        return spent.size() < takers.size() ? Optional.empty() : spent.stream().findFirst();
    }
}
