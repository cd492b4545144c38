package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorProof;
import io.govshare.chain.BlockSeals;
import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.ledger.LedgerProblem;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The proofs of confirmed anchors: whether a stored one still holds, and a new one where it does not. The contract keeps
 * every anchor in its state, so the newest block proves an anchor as well as the one that brought it.
 */
@Component
public class AnchorProofs {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorProofs.class);
    /** Bounds what is remembered to some hundred kilobytes. */
    private static final int REMEMBERED = 4_096;

    private static final Duration CHAIN_BACK = Duration.ofSeconds(5);
    /** How long readers get what is there after a search for votes was in vain. */
    private static final Duration SEARCHED_AGE = Duration.ofMinutes(1);

    private final Anchors anchors;
    private final Registries registries;
    private final ChainLink link;
    private final ChainProperties consortium;
    private final ValidatorFollower validators;
    private final ValidatorHistory history;
    private final BlockSeals seals;
    private final Clock clock;
    /** Anchors whose proof was found to hold. */
    private final Map<Long, Found> sound = new ConcurrentHashMap<>();

    private final ReentrantLock renewing = new ReentrantLock();
    private volatile Instant pausedUntil = Instant.MIN;
    private final ReentrantLock explaining = new ReentrantLock();
    /** Until when the blocks of anchors are not searched for again. */
    private final Map<Long, Instant> unexplainedUntil = new ConcurrentHashMap<>();

    AnchorProofs(
            Anchors anchors,
            Registries registries,
            ChainLink link,
            ChainProperties consortium,
            ValidatorFollower validators,
            ValidatorHistory history,
            BlockSeals seals,
            Clock clock) {
        this.anchors = anchors;
        this.registries = registries;
        this.link = link;
        this.consortium = consortium;
        this.validators = validators;
        this.history = history;
        this.seals = seals;
        this.clock = clock;
    }

    /** What was found of an anchor: the digest of its proof, and who was known then to have to seal its block. */
    private record Found(Hash digest, Optional<ValidatorHistory.InForce> set) {}

    /**
     * The anchor itself when its proof holds, and otherwise with a new proof. Where it is not known who sealed its
     * block, that is looked for.
     *
     * @throws ChainUnavailableException when a new proof is needed and the chain is away, or was a moment ago, or
     *     somebody else waits for one
     * @throws ChainMismatchException when a new proof is needed and the chain has another root or none
     */
    public Anchor.Confirmed sound(Anchor.Confirmed anchor) {
        Found held = sound.get(anchor.id());
        if (held != null && held.equals(found(anchor))) {
            return anchor;
        }
        Optional<String> defect = defect(anchor);
        if (defect.isPresent()) {
            return renewOnceInAWhile(anchor, defect.get());
        }
        if (isExplained(anchor)) {
            remember(anchor);
        }
        return anchor;
    }

    /** The headers of a change may have been lost since the proof was taken, and without them no reader can follow. */
    private boolean isExplained(Anchor.Confirmed anchor) {
        if (history.at(anchor.blockNumber()).isEmpty()) {
            return true; // no set to start a search from
        }
        BlockHeader header = BlockHeader.parse(HexText.parse(anchor.header()));
        if (history.explains(header)) {
            return true;
        }
        Instant until = unexplainedUntil.getOrDefault(anchor.blockNumber(), Instant.MIN);
        if (clock.instant().isBefore(until) || !explaining.tryLock()) {
            return false;
        }
        try {
            validators.followInTurn(link.chain(), anchor.blockNumber());
        } catch (ChainUnavailableException | ChainMismatchException e) {
            LOG.debug("no change of validators before block {} is found: {}", anchor.blockNumber(), e.getMessage());
        } finally {
            explaining.unlock();
        }
        boolean explained = history.explains(header);
        if (!explained) {
            LOG.warn("block {} is sealed by others than those known, and no votes are found", anchor.blockNumber());
            makeRoom(unexplainedUntil);
            unexplainedUntil.put(anchor.blockNumber(), clock.instant().plus(SEARCHED_AGE));
        }
        return explained;
    }

    /** Readers may come in any number; the chain is asked for one of them at a time, and not again at once. */
    private Anchor.Confirmed renewOnceInAWhile(Anchor.Confirmed anchor, String defect) {
        if (clock.instant().isBefore(pausedUntil) || !renewing.tryLock()) {
            throw new ChainUnavailableException("another new proof is being made, or could not be made a moment ago");
        }
        try {
            LOG.warn("the proof of the anchor of size {} is of no use, {}: making a new one", anchor.size(), defect);
            return renew(anchor);
        } finally {
            renewing.unlock();
        }
    }

    /** Proves the anchor at the newest block, and keeps that proof in place of the stored one. Fails as above. */
    public Anchor.Confirmed renew(Anchor.Confirmed anchor) {
        renewing.lock();
        try {
            return renewed(anchor);
        } catch (ChainUnavailableException | ChainMismatchException e) {
            pausedUntil = clock.instant().plus(CHAIN_BACK);
            throw e;
        } finally {
            renewing.unlock();
        }
    }

    private Anchor.Confirmed renewed(Anchor.Confirmed anchor) {
        AnchorChain chain = link.chain();
        // Before a proof is asked for: an endpoint is to be blamed for not proving what is there, and only for that.
        Optional<Hash> held = chain.agreedRoot(anchor.size());
        if (held.filter(anchor.root()::equals).isEmpty()) {
            throw new ChainMismatchException(
                    "the contract holds root " + held.map(Hash::toString).orElse("nothing") + " for size "
                            + anchor.size() + ", not " + anchor.root());
        }
        long head = chain.chainHead().number();
        validators.followInTurn(chain, head);
        AnchorProof proof = chain.prove(anchor.size(), head);
        if (!proof.root().equals(anchor.root())) {
            throw new ChainMismatchException("the proof is of root " + proof.root() + " for size " + anchor.size()
                    + ", not of " + anchor.root());
        }
        Anchor.Confirmed renewed = Anchor.Confirmed.of(anchor.id(), anchor.transaction(), anchor.root(), proof);
        seals.defect(proof.block()).or(() -> defect(renewed)).ifPresent(defect -> {
            throw new ChainMismatchException("block " + renewed.blockNumber() + " proves no anchor: " + defect);
        });
        anchors.renewed(renewed, clock.instant());
        remember(renewed);
        return renewed;
    }

    /** For whoever asked over HTTP. The chain's own words are for the ledger's log and status. */
    public static ProblemException unproven(long size, RuntimeException reason) {
        LOG.warn("no new proof of the anchor of size {}: {}", size, reason.getMessage());
        return new ProblemException(
                        LedgerProblem.NO_PROOF,
                        "The proof of the anchor of size " + size
                                + " has to be made anew, and the chain does not allow it now.",
                        Map.of("size", size))
                .retryAfter(CHAIN_BACK);
    }

    private void remember(Anchor.Confirmed anchor) {
        makeRoom(sound);
        sound.put(anchor.id(), found(anchor));
    }

    private static void makeRoom(Map<Long, ?> remembered) {
        if (remembered.size() >= REMEMBERED) {
            remembered.keySet().stream().findAny().ifPresent(remembered::remove);
        }
    }

    private Found found(Anchor.Confirmed anchor) {
        return new Found(
                MerkleHash.leaf(anchor.toString().getBytes(StandardCharsets.UTF_8)), history.at(anchor.blockNumber()));
    }

    /**
     * Whether header and proofs still lead to the root. Who sealed the block was established when the proof was taken; a
     * set of validators configured since then must not hold back what was given out before.
     */
    public Optional<String> defect(Anchor.Confirmed anchor) {
        try {
            BlockHeader header = BlockHeader.parse(HexText.parse(anchor.header()));
            if (header.number() != anchor.blockNumber()
                    || !("0x" + header.hash(consortium.consensus()).hex()).equals(anchor.blockHash())) {
                return Optional.of(
                        "its header is not that of block " + anchor.blockNumber() + " with hash " + anchor.blockHash());
            }
            Optional<Hash> proven = root(header, anchor);
            return proven.filter(anchor.root()::equals).isPresent()
                    ? Optional.empty()
                    : Optional.of("its evidence proves root "
                            + proven.map(Hash::toString).orElse("nothing") + ", the checkpoint has " + anchor.root());
        } catch (ProofFormatException e) {
            return Optional.of("its evidence does not hold: " + e.getMessage());
        }
    }

    private Optional<Hash> root(BlockHeader header, Anchor.Confirmed anchor) {
        Registry registry = registries.find().orElseThrow();
        return AnchorRegistryState.storageRoot(
                        header.stateRoot(), Address.parse(registry.contract()), bytes(anchor.accountProof()))
                .flatMap(storage -> AnchorRegistryState.anchoredRoot(
                        storage, Hash.fromHex(registry.logId()), anchor.size(), bytes(anchor.storageProof())));
    }

    private static List<byte[]> bytes(List<String> nodes) {
        return nodes.stream().map(HexText::parse).toList();
    }
}
