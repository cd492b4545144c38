package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorOutcome;
import io.govshare.chain.AnchorProof;
import io.govshare.chain.AnchorRequest;
import io.govshare.chain.BlockSeals;
import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.chain.GasPrices;
import io.govshare.chain.MinedAnchor;
import io.govshare.chain.SignedAnchor;
import io.govshare.chain.SignerException;
import io.govshare.chain.StateGoneException;
import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.proof.merkle.Hash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes the next step of anchoring, whatever state the last one, or the last process, left behind.
 *
 * <p>Each step first looks at the stored anchor that is on its way, and asks the chain what became of it; only when
 * there is none a new one is made, from the head that the contract really holds to the newest checkpoint. So it does not
 * matter where a crash happened:
 *
 * <ul>
 *   <li>before the row was stored: nothing was sent;
 *   <li>after it was stored: its very bytes are sent again, and its nonce admits one transaction only;
 *   <li>after it was mined: its hash is found in a block, or its root in the contract;
 *   <li>after it was replaced by one that offers more for gas: both are stored, and whichever got in counts;
 *   <li>after a reverted, dropped or outrun transaction: the row is abandoned, the next one starts from the contract's
 *       head, and the newest checkpoint covers what the abandoned one would have.
 * </ul>
 *
 * <p>A node's word alone anchors nothing: where validators are configured, a quorum of them, or of those that they voted
 * for, must have sealed the block that proves an anchor, and where several endpoints are, a second one must have the same
 * block. Until then the anchor stays open and nobody is told.
 *
 * <p>For one thread. The fields only pace it; losing them costs a repeated request.
 */
@Component
class Anchorer {

    private static final Logger LOG = LoggerFactory.getLogger(Anchorer.class);
    /** Replaced transactions rarely get in, and there may be dozens of them. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(1);

    private final Anchors anchors;
    private final Checkpoints checkpoints;
    private final ContractHistory history;
    private final AnchorProperties properties;
    private final ValidatorFollower validators;
    private final BlockSeals seals;
    private final GasPrices prices;
    private final AnchorMetrics metrics;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private @Nullable Instant lastSent;
    private @Nullable Instant lastLookedBack;
    private @Nullable Instant spentSince;

    Anchorer(
            Anchors anchors,
            Checkpoints checkpoints,
            ContractHistory history,
            AnchorProperties properties,
            ValidatorFollower validators,
            BlockSeals seals,
            GasPrices prices,
            AnchorMetrics metrics,
            ApplicationEventPublisher events,
            Clock clock) {
        this.anchors = anchors;
        this.checkpoints = checkpoints;
        this.history = history;
        this.properties = properties;
        this.validators = validators;
        this.seals = seals;
        this.prices = prices;
        this.metrics = metrics;
        this.events = events;
        this.clock = clock;
    }

    /** One step. Failures of the chain are thrown and change nothing. */
    Step step(AnchorChain chain) {
        Optional<Anchor.Open> open = anchors.open();
        return open.isPresent() ? follow(chain, open.get()) : begin(chain);
    }

    private Step begin(AnchorChain chain) {
        Optional<SignedCheckpoint> newest = checkpoints.newest();
        if (newest.isEmpty() || newest.get().size() <= anchors.confirmedSize()) {
            return Step.IDLE;
        }
        SignedCheckpoint target = newest.get();
        long from = history.sizeHeld(chain, target.size());
        if (from == target.size()) {
            return adopt(chain, target);
        }
        List<Hash> path = history.path(from, target.size());
        SignedAnchor signed = chain.sign(
                new AnchorRequest(target.size(), target.root(), path),
                chain.nextNonce(),
                prices.isFree() ? 0 : prices.offer(chain.gasPrice()));
        Anchor.Pending pending = anchors.prepare(signed, clock.instant());
        spentSince = null;
        return send(chain, pending);
    }

    private Step adopt(AnchorChain chain, SignedCheckpoint target) {
        AnchorProof proof =
                sealed(proven(chain, target.size(), chain.chainHead().number()));
        anchors.adopted(
                Anchor.Confirmed.of(0, Anchor.Confirmed.UNKNOWN_TRANSACTION, target.root(), proof), clock.instant());
        return done(target.size(), "adopted");
    }

    private Step follow(AnchorChain chain, Anchor.Open open) {
        Optional<MinedAnchor> mined = chain.mined(open.transaction().txHash()).or(() -> earlierInItsTurn(chain, open));
        if (mined.isPresent()) {
            return settle(chain, open, mined.get());
        }
        return switch (open) {
            case Anchor.Pending pending -> send(chain, pending);
            case Anchor.Submitted submitted -> wait(chain, submitted);
        };
    }

    private Optional<MinedAnchor> earlierInItsTurn(AnchorChain chain, Anchor.Open open) {
        Instant now = clock.instant();
        if (open.earlier().isEmpty() || (lastLookedBack != null && now.isBefore(lastLookedBack.plus(LOOK_BACK)))) {
            return Optional.empty();
        }
        lastLookedBack = now;
        return earlier(chain, open);
    }

    /** Whichever of the transactions that share the nonce got in instead of the newest. */
    private static Optional<MinedAnchor> earlier(AnchorChain chain, Anchor.Open open) {
        return open.earlier().stream()
                .map(chain::mined)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Step settle(AnchorChain chain, Anchor.Open open, MinedAnchor mined) {
        return mined.success()
                ? confirm(chain, open, mined.txHash(), mined.blockNumber())
                : refused(chain, open, "reverted: " + mined.revertReason());
    }

    private Step wait(AnchorChain chain, Anchor.Submitted submitted) {
        Instant sent = lastSent == null ? submitted.submittedAt() : lastSent;
        if (clock.instant().isBefore(sent.plus(properties.resendAfter()))) {
            return Step.WAITING;
        }
        // The node's pool lost an earlier transaction of this key: ours would wait for ever behind the gap.
        if (chain.nextNonce() < submitted.transaction().nonce()) {
            return abandon(chain, submitted, "the chain went back before its nonce");
        }
        Anchor.Open again = clock.instant().isBefore(submitted.submittedAt().plus(properties.replaceAfter()))
                ? submitted
                : raised(chain, submitted);
        LOG.info("no block has taken {} yet, handing in {}", submitted.transaction(), again.transaction());
        return sent(chain, again, chain.sendEverywhere(again.transaction()));
    }

    /**
     * The same call with the same nonce, offering more for gas; itself where nothing more may be offered, or nobody tells
     * the price or signs: other nodes may still take it as it is.
     */
    private Anchor.Open raised(AnchorChain chain, Anchor.Submitted submitted) {
        try {
            Optional<SignedAnchor> signed = higher(chain, submitted.transaction());
            if (signed.isEmpty()) {
                return submitted;
            }
            Anchor.Open raised = anchors.replaced(submitted, signed.get(), clock.instant());
            metrics.ended("replaced");
            return raised;
        } catch (ChainUnavailableException | ChainMismatchException | SignerException e) {
            LOG.warn("no replacement for {}: {}", submitted.transaction(), e.getMessage());
            return submitted;
        }
    }

    private Optional<SignedAnchor> higher(AnchorChain chain, SignedAnchor old) {
        OptionalLong price = prices.isFree() ? OptionalLong.empty() : prices.raise(old.gasPrice(), chain.gasPrice());
        return price.isEmpty()
                ? Optional.empty()
                : Optional.of(chain.sign(old.request(), old.nonce(), price.getAsLong()));
    }

    private Step send(AnchorChain chain, Anchor.Open open) {
        return sent(chain, open, chain.send(open.transaction()));
    }

    private Step sent(AnchorChain chain, Anchor.Open open, AnchorOutcome outcome) {
        lastSent = clock.instant();
        metrics.sent(outcome);
        return switch (outcome) {
            case AnchorOutcome.Accepted accepted -> {
                if (open instanceof Anchor.Pending pending) {
                    anchors.submitted(pending.submitted(lastSent));
                }
                spentSince = null;
                yield Step.WAITING;
            }
            case AnchorOutcome.NonceTooLow spent -> spent(chain, open, spent.message());
            case AnchorOutcome.Rejected rejected ->
                open.earlier().isEmpty()
                        ? refused(chain, open, "rejected: " + rejected.reason())
                        : keepEarlier(chain, open, rejected.reason());
            case AnchorOutcome.Unreachable unreachable -> new Step.Hindered(unreachable.reason());
        };
    }

    /**
     * As a rule the node holds the transaction that this one was to replace; that one, or the next replacement, gets in.
     * It is handed in again, since a node that lost it would take it now.
     */
    private Step keepEarlier(AnchorChain chain, Anchor.Open open, String reason) {
        if (open instanceof Anchor.Pending pending) {
            anchors.submitted(pending.submitted(clock.instant()));
        }
        anchors.newestReplaced(open).ifPresent(earlier -> {
            AnchorOutcome outcome = chain.sendEverywhere(earlier);
            LOG.info("{} handed in again: {}", earlier, outcome);
        });
        return new Step.Hindered("the replacement was rejected: " + reason);
    }

    /** Its nonce is used up: by itself, as a rule, mined a moment ago. */
    private Step spent(AnchorChain chain, Anchor.Open open, String message) {
        Optional<MinedAnchor> mined = chain.mined(open.transaction().txHash()).or(() -> earlier(chain, open));
        if (mined.isPresent()) {
            return settle(chain, open, mined.get());
        }
        Instant now = clock.instant();
        Instant since = spentSince == null ? now : spentSince;
        spentSince = since;
        lastSent = null;
        if (holds(chain, open) || !now.isBefore(since.plus(properties.spentAfter()))) {
            return refused(chain, open, "its nonce went to another transaction: " + message);
        }
        return new Step.Hindered(
                "the nonce of " + open.transaction().txHash() + " is spent, its block is not known yet");
    }

    /** This transaction will not do it. The contract may hold the root all the same; then that is what counts. */
    private Step refused(AnchorChain chain, Anchor.Open open, String reason) {
        return holds(chain, open)
                ? confirm(
                        chain,
                        open,
                        open.transaction().txHash(),
                        chain.chainHead().number())
                : abandon(chain, open, reason);
    }

    private static boolean holds(AnchorChain chain, Anchor.Open open) {
        return chain.anchoredRoot(open.size()).filter(open.root()::equals).isPresent();
    }

    private Step confirm(AnchorChain chain, Anchor.Open open, String transaction, long blockNumber) {
        AnchorProof proof = sealed(prove(chain, open.size(), blockNumber));
        anchors.confirmed(open.confirmed(transaction, proof), clock.instant());
        return done(open.size(), "confirmed");
    }

    /** An anchor stays in the contract's state, so where the node has forgotten its block a newer one proves it too. */
    private AnchorProof prove(AnchorChain chain, long size, long blockNumber) {
        try {
            return proven(chain, size, blockNumber);
        } catch (StateGoneException e) {
            LOG.info("the state of block {} is gone, proving size {} at the newest block", blockNumber, size);
            return proven(chain, size, chain.chainHead().number());
        }
    }

    /** Who has to have sealed the block is learned first: endpoints that are right are not to be doubted for a vote. */
    private AnchorProof proven(AnchorChain chain, long size, long blockNumber) {
        validators.follow(chain, blockNumber);
        return chain.prove(size, blockNumber);
    }

    /** The proof, whose block a quorum of the validators in force has sealed; any proof when none are configured. */
    private AnchorProof sealed(AnchorProof proof) {
        Optional<String> defect = seals.defect(proof.block());
        if (defect.isPresent()) {
            throw new ChainMismatchException("block " + proof.block().number() + " proves no anchor: " + defect.get());
        }
        return proof;
    }

    private Step done(long size, String how) {
        lastSent = null;
        spentSince = null;
        metrics.ended(how);
        LOG.debug("anchor of size {} {}", size, how);
        events.publishEvent(new AnchorConfirmed(size));
        return Step.DONE;
    }

    private Step abandon(AnchorChain chain, Anchor.Open open, String reason) {
        chain.passOver("transaction " + open.transaction().txHash() + " came to nothing: " + reason);
        lastSent = null;
        spentSince = null;
        metrics.ended("abandoned");
        LOG.warn("anchor {} abandoned, {}", open.transaction(), reason);
        anchors.abandoned(open.abandoned(reason), clock.instant());
        return new Step.Hindered(reason);
    }
}
