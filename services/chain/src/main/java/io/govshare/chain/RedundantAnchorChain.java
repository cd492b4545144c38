package io.govshare.chain;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.NonceTooLow;
import io.govshare.chain.AnchorOutcome.Rejected;
import io.govshare.chain.AnchorOutcome.Unreachable;
import io.govshare.proof.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One chain through several endpoints, none of which is believed alone.
 *
 * <p>Questions go to the first usable endpoint. What only paces the caller (heads, nonces, whether a transaction is
 * mined) is taken from it as it is: a wrong answer costs time. What counts as evidence is {@link #prove}: a proof is
 * given out only when a second endpoint has the same block, and the same root in the contract. Where the validators are
 * known, a block without their seals tells at once who lies; where they are not, two endpoints that disagree are a tie,
 * and a third one breaks it.
 *
 * <p>With a single endpoint everything is that one's word.
 */
public final class RedundantAnchorChain implements AnchorChain, AutoCloseable {
    /** A head further behind than this is no matter of a block that is just spreading. */
    private static final long TOLERANCE = 5;

    private static final Duration PROBE = Endpoints.LATE;
    private static final String NO_ANSWER = "no answer within " + PROBE.toSeconds() + " s";
    private static final Duration SPREADING = Duration.ofSeconds(1);
    private static final Duration SPREADING_POLL = Duration.ofMillis(50);
    /** For so long a block may be one endpoint's alone. */
    private static final Duration ALONE = Duration.ofSeconds(10);

    private final Endpoints endpoints;
    private final List<? extends AnchorChain> chains;
    private final BlockSeals seals;
    private final InstantSource clock;
    private final ExecutorService probes = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("chain-probe-", 0).factory());

    /** Who named the block that is to be proven. */
    private volatile int teller;

    /** Who told where the contract stands, which is what the transaction on its way was built on. */
    private volatile int adviser;

    /** The height of the chain at the last look at all heads; 0 before the first. */
    private volatile long height;

    private volatile @Nullable Claim claim;
    private volatile @Nullable Sent sent;

    /** A block that only one endpoint has. */
    private record Claim(String blockHash, Instant since) {}

    /** The transaction sent last, to whom, and how high the chain was then. */
    private record Sent(String txHash, int to, long height) {}

    /**
     * @param chains as many as there are endpoints, in the same order
     * @param seals tells blocks that the validators sealed from others
     */
    public RedundantAnchorChain(
            Endpoints endpoints, List<? extends AnchorChain> chains, BlockSeals seals, InstantSource clock) {
        if (chains.size() != endpoints.count()) {
            throw new IllegalArgumentException(chains.size() + " chains for " + endpoints.count() + " endpoints");
        }
        this.endpoints = endpoints;
        this.chains = List.copyOf(chains);
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    public ChainInfo info() {
        return chains.getFirst().info();
    }

    @Override
    public SignedAnchor sign(AnchorRequest request, long nonce, long gasPrice) {
        return chains.getFirst().sign(request, nonce, gasPrice);
    }

    @Override
    public long gasPrice() {
        return endpoints.firstInTime(index -> chains.get(index).gasPrice());
    }

    @Override
    public long nextNonce() {
        return endpoints.firstInTime(index -> chains.get(index).nextNonce());
    }

    /** To the first that takes it. What one refuses another may take: each has its own limits, and may lie about them. */
    @Override
    public AnchorOutcome send(SignedAnchor anchor) {
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

    private AnchorOutcome best(Collection<AnchorOutcome> outcomes) {
        return outcomes.stream()
                .min(Comparator.comparingInt(RedundantAnchorChain::rank))
                .filter(best -> endpoints.isSingle() || !(best instanceof Unreachable))
                .orElseGet(() -> new Unreachable(String.valueOf(endpoints.none().getMessage())));
    }

    private AnchorOutcome send(Endpoint endpoint, SignedAnchor anchor) {
        AnchorOutcome outcome = chains.get(endpoint.index()).send(anchor);
        switch (outcome) {
            case Unreachable unreachable -> endpoint.away(unreachable.reason());
            case Accepted _ -> {
                if (height > 0 && !isSent(anchor)) {
                    sent = new Sent(anchor.txHash(), endpoint.index(), height);
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

    /**
     * All get it; those that lag have no say in the outcome. Somebody is passed over when blocks came and went without
     * it, and who claims to have taken it when more of the others say that its nonce is spent.
     */
    @Override
    public AnchorOutcome sendEverywhere(SignedAnchor anchor) {
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
        long now = height;
        if (now <= before.height() + 1) {
            return;
        }
        String taken = "took transaction " + before.txHash() + " at block " + before.height();
        String missing = "and up to block " + now + " none contains it";
        asked.passedOver(
                asked.index() == before.to()
                        ? taken + ", " + missing
                        : endpoints.get(before.to()).name() + " " + taken + ", " + missing + " here");
        if (asked.index() == before.to()) {
            sent = null;
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

    @Override
    public void passOver(String reason) {
        Endpoint wrong = endpoints.get(adviser);
        List<Endpoint> usable = endpoints.usable();
        if (usable.size() > 1 && usable.contains(wrong)) {
            wrong.passedOver(reason);
        }
    }

    private static int rank(AnchorOutcome outcome) {
        return switch (outcome) {
            case Accepted _ -> 0;
            case NonceTooLow _ -> 1;
            case Rejected _ -> 2;
            case Unreachable _ -> 3;
        };
    }

    @Override
    public Optional<MinedAnchor> mined(String txHash) {
        return endpoints.firstInTime(index -> {
            Optional<MinedAnchor> mined = chains.get(index).mined(txHash);
            if (mined.isPresent()) {
                teller = index;
            }
            return mined;
        });
    }

    @Override
    public AnchorProof prove(long size, long blockNumber) {
        if (endpoints.isSingle()) {
            return endpoints.firstInTime(index -> chains.get(index).prove(size, blockNumber));
        }
        @Nullable RuntimeException failure = null;
        for (Endpoint prover : endpoints.usable()) {
            try {
                AnchorChain chain = chains.get(prover.index());
                return agreed(prover, timed(prover, () -> chain.prove(size, blockNumber)));
            } catch (StateGoneException e) {
                failure = e;
            } catch (UnagreedException e) {
                throw e;
            } catch (ChainUnavailableException e) {
                prover.away(e.getMessage());
                failure = failure == null ? e : failure;
            } catch (ChainMismatchException e) {
                // Whoever did not name the block need not have the anchor there.
                if (prover.index() == teller) {
                    prover.doubted(e.getMessage());
                }
                throw new ChainMismatchException(prover.name() + ": " + e.getMessage(), e);
            }
        }
        throw failure == null ? endpoints.none() : failure;
    }

    private AnchorProof agreed(Endpoint prover, AnchorProof proof) {
        BlockHeader block = proof.block();
        seals.defect(block).ifPresent(defect -> {
            throw new ChainMismatchException("block " + block.number() + " proves no anchor: " + defect);
        });
        Map<Endpoint, String> against = new LinkedHashMap<>();
        List<String> silent = new ArrayList<>();
        for (Endpoint witness : witnesses(prover)) {
            if (!witness.isDue()) {
                silent.add(witness.name() + ": " + witness.status().problem());
                continue;
            }
            try {
                Optional<String> objection = objection(witness, proof);
                if (objection.isEmpty()) {
                    against.forEach((liar, reason) -> liar.doubted(reason + ", two others differ"));
                    prover.vindicated();
                    witness.vindicated();
                    claim = null;
                    return proof;
                }
                against.put(witness, objection.get());
            } catch (UnagreedException e) {
                silent.add(String.valueOf(e.getMessage()));
            } catch (ChainUnavailableException e) {
                witness.away(e.getMessage());
                silent.add(witness.name() + ": " + e.getMessage());
            } catch (ChainMismatchException e) {
                witness.doubted(e.getMessage());
                silent.add(witness.name() + ": " + e.getMessage());
            }
        }
        if (!against.isEmpty()) {
            throw new ChainMismatchException(
                    "has block " + block.number() + " as " + block.hash() + "; " + String.join("; ", against.values()));
        }
        throw alone(prover, block, String.join("; ", silent));
    }

    /** Those first that answered when they were asked last. */
    private List<Endpoint> witnesses(Endpoint prover) {
        return endpoints.all().stream()
                .filter(endpoint -> endpoint.index() != prover.index())
                .sorted(Comparator.comparing(endpoint -> !endpoint.isSound()))
                .toList();
    }

    /** How the witness contradicts the proof; fails when it cannot say. */
    private Optional<String> objection(Endpoint witness, AnchorProof proof) {
        AnchorChain chain = chains.get(witness.index());
        long number = proof.block().number();
        BlockHeader told = awaited(() -> timed(witness, () -> chain.block(number)))
                .orElseThrow(() -> new UnagreedException(witness.name() + " has no block " + number + " yet"));
        if (!told.hash().equals(proof.block().hash())) {
            String reason = witness.name() + " has block " + number + " as " + told.hash();
            seals.defect(told).ifPresent(defect -> {
                throw new ChainMismatchException("block " + number + ": " + defect);
            });
            return Optional.of(reason);
        }
        Optional<Hash> root = timed(witness, () -> chain.anchoredRoot(proof.size()));
        return root.filter(proof.root()::equals).isPresent()
                ? Optional.empty()
                : Optional.of(witness.name() + " has root "
                        + root.map(Hash::toString).orElse("nothing") + " for size " + proof.size());
    }

    /** Blocks take their time from one node to the next. */
    private static Optional<BlockHeader> awaited(Supplier<Optional<BlockHeader>> question) {
        long deadline = System.nanoTime() + SPREADING.toNanos();
        Optional<BlockHeader> block = question.get();
        while (block.isEmpty() && System.nanoTime() - deadline < 0) {
            pause();
            block = question.get();
        }
        return block;
    }

    private <T> T timed(Endpoint endpoint, Supplier<T> question) {
        long asked = System.nanoTime();
        T answer = question.get();
        endpoints.answered(endpoint, Duration.ofNanos(System.nanoTime() - asked));
        return answer;
    }

    private RuntimeException alone(Endpoint prover, BlockHeader block, String silent) {
        Claim made = claim;
        if (made == null || !made.blockHash().equals(block.hash())) {
            made = new Claim(block.hash(), clock.instant());
            claim = made;
        }
        String reason = "no second endpoint agrees on block " + block.number() + ": " + silent;
        // Seals prove that the block is the chain's; then it is the others who are late.
        if (seals.equals(BlockSeals.UNKNOWN)
                && !clock.instant().isBefore(made.since().plus(ALONE))) {
            claim = null;
            return new ChainMismatchException(reason);
        }
        return new UnagreedException(prover.name() + ": " + reason);
    }

    @Override
    public void doubt(String reason) {
        if (!endpoints.isSingle()) {
            endpoints.usable().stream().findFirst().ifPresent(endpoint -> endpoint.doubted(reason));
        }
    }

    /** Asks all of them, to know who lags; none for longer than two seconds. */
    @Override
    public ChainHead chainHead() {
        if (endpoints.isSingle()) {
            return endpoints.firstInTime(index -> {
                ChainHead head = chains.get(index).chainHead();
                endpoints.get(index).sees(head);
                return head;
            });
        }
        synchronized (probes) {
            survey();
        }
        List<Endpoint> told = endpoints.usable().stream()
                .filter(endpoint -> endpoint.head() != null)
                .toList();
        Endpoint first = told.stream()
                .filter(endpoint -> numberOf(endpoint.head()) <= height + TOLERANCE)
                .findFirst()
                .or(() -> told.stream().findFirst())
                .orElseThrow(endpoints::none);
        ChainHead head = first.head();
        if (head == null) {
            throw endpoints.none(); // doubted since, by another thread
        }
        teller = first.index();
        return head;
    }

    private static long numberOf(@Nullable ChainHead head) {
        return head == null ? 0 : head.number();
    }

    private void survey() {
        Map<Endpoint, Future<?>> asked = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints.due()) {
            if (endpoint.isProbed()) {
                endpoint.away(NO_ANSWER);
            } else {
                Future<?> probe = probes.submit(() -> probe(endpoint));
                endpoint.probedBy(probe);
                asked.put(endpoint, probe);
            }
        }
        long deadline = System.nanoTime() + PROBE.toNanos();
        asked.forEach((endpoint, probe) -> await(endpoint, probe, deadline));
        List<Long> heads = endpoints.due().stream()
                .map(endpoint -> numberOf(endpoint.head()))
                .filter(number -> number > 0)
                .sorted(Comparator.reverseOrder())
                .toList();
        if (!heads.isEmpty()) {
            // Of three or more, what two claim: a single one may invent a height that nobody reaches.
            long reached = heads.get(heads.size() > 2 ? 1 : 0);
            height = reached;
            endpoints.due().forEach(endpoint -> endpoint.compare(reached, TOLERANCE));
        }
    }

    private void probe(Endpoint endpoint) {
        long asked = System.nanoTime();
        try {
            ChainHead head = chains.get(endpoint.index()).chainHead();
            if (System.nanoTime() - asked > PROBE.toNanos()) {
                endpoint.away(NO_ANSWER);
            } else {
                endpoint.sees(head);
            }
        } catch (ChainUnavailableException e) {
            endpoint.away(e.getMessage());
        } catch (ChainMismatchException e) {
            endpoint.doubted(e.getMessage());
        }
    }

    private static void await(Endpoint endpoint, Future<?> probe, long deadline) {
        try {
            probe.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            endpoint.away(NO_ANSWER);
        } catch (ExecutionException e) {
            endpoint.away(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted while asking for the chain's head", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SPREADING_POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted while waiting for a block", e);
        }
    }

    @Override
    public Optional<AnchorHead> head() {
        return endpoints.firstInTime(index -> {
            Optional<AnchorHead> head = chains.get(index).head();
            adviser = index;
            return head;
        });
    }

    @Override
    public Optional<Hash> anchoredRoot(long size) {
        return endpoints.firstInTime(index -> chains.get(index).anchoredRoot(size));
    }

    @Override
    public Optional<Hash> agreedRoot(long size) {
        if (endpoints.isSingle()) {
            return anchoredRoot(size);
        }
        List<Optional<Hash>> told = new ArrayList<>();
        for (Endpoint endpoint : endpoints.usable()) {
            AnchorChain chain = chains.get(endpoint.index());
            try {
                Optional<Hash> root = timed(endpoint, () -> chain.anchoredRoot(size));
                if (told.contains(root)) {
                    return root;
                }
                told.add(root);
            } catch (ChainUnavailableException e) {
                endpoint.away(e.getMessage());
            } catch (ChainMismatchException e) {
                endpoint.doubted(e.getMessage());
            }
        }
        throw new UnagreedException("no two endpoints say the same about the anchor of size " + size);
    }

    @Override
    public Optional<BlockHeader> block(long number) {
        return endpoints.firstInTime(index -> chains.get(index).block(number));
    }

    /** Ends the questions that are under way. */
    @Override
    public void close() {
        probes.shutdownNow();
    }
}
