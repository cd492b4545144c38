package io.govshare.chain;

import io.govshare.proof.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What counts as evidence, which is what two endpoints say; and who is to blame when they do not say the same. */
final class SecondOpinion {
    private static final Duration SPREADING = Duration.ofSeconds(1);
    private static final Duration SPREADING_POLL = Duration.ofMillis(50);
    /** For so long a block may be one endpoint's alone. */
    private static final Duration ALONE = Duration.ofSeconds(10);

    private final Endpoints endpoints;
    private final List<? extends AnchorChain> chains;
    private final BlockSeals seals;
    private final InstantSource clock;

    private volatile @Nullable Claim claim;

    /** A block that only one endpoint has. */
    private record Claim(String blockHash, Instant since) {}

    SecondOpinion(Endpoints endpoints, List<? extends AnchorChain> chains, BlockSeals seals, InstantSource clock) {
        this.endpoints = endpoints;
        this.chains = chains;
        this.seals = seals;
        this.clock = clock;
    }

    /**
     * Fails as {@link AnchorChain#prove} does.
     *
     * @param teller who named the block, and has to have the anchor there
     */
    AnchorProof prove(long size, long blockNumber, int teller) {
        @Nullable RuntimeException failure = null;
        for (Endpoint prover : endpoints.usable()) {
            try {
                AnchorChain chain = chains.get(prover.index());
                return agreed(prover, endpoints.inTime(prover, () -> chain.prove(size, blockNumber)));
            } catch (StateGoneException e) {
                failure = e;
            } catch (UnagreedException e) {
                throw e;
            } catch (ChainUnavailableException e) {
                prover.away(e.getMessage());
                failure = failure == null ? e : failure;
            } catch (ChainMismatchException e) {
                if (prover.index() == teller) {
                    prover.doubted(e.getMessage());
                }
                throw new ChainMismatchException(prover.name() + ": " + e.getMessage(), e);
            }
        }
        throw failure == null ? endpoints.none() : failure;
    }

    /** Fails as {@link AnchorChain#agreedRoot} does. */
    Optional<Hash> root(long size) {
        List<Optional<Hash>> told = new ArrayList<>();
        for (Endpoint endpoint : endpoints.usable()) {
            AnchorChain chain = chains.get(endpoint.index());
            try {
                Optional<Hash> root = endpoints.inTime(endpoint, () -> chain.anchoredRoot(size));
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
        BlockHeader told = awaited(() -> endpoints.inTime(witness, () -> chain.block(number)))
                .orElseThrow(() -> new UnagreedException(witness.name() + " has no block " + number + " yet"));
        if (!told.hash().equals(proof.block().hash())) {
            String reason = witness.name() + " has block " + number + " as " + told.hash();
            seals.defect(told).ifPresent(defect -> {
                throw new ChainMismatchException("block " + number + ": " + defect);
            });
            return Optional.of(reason);
        }
        Optional<Hash> root = endpoints.inTime(witness, () -> chain.anchoredRoot(proof.size()));
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

    private static void pause() {
        try {
            Thread.sleep(SPREADING_POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted while waiting for a block", e);
        }
    }
}
