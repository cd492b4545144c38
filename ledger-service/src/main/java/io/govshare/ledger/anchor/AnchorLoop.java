package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.ChainHead;
import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.chain.SignerException;
import io.govshare.chain.UnagreedException;
import io.govshare.ledger.Looping;
import io.govshare.ledger.WakeableLoop;
import io.govshare.ledger.log.CheckpointSigned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Paces the {@link Anchorer}: at once after a checkpoint and after a confirmed anchor, every poll while a block is
 * awaited, ever more seldom while the chain is away. Keeps the view of the chain fresh, whosever turn it is.
 */
@Component
class AnchorLoop implements Looping {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorLoop.class);
    /** How soon a checkpoint or a free turn is noticed that nobody announced. */
    private static final Duration UNWOKEN = Duration.ofMillis(500);

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration VIEW_AGE = Duration.ofSeconds(1);
    /** How late a change of validators shows in the status while nothing is anchored. */
    private static final Duration FOLLOWED_AGE = Duration.ofSeconds(10);

    private final AnchorTurn turn;
    private final ChainLink link;
    private final ChainView view;
    private final ContractHistory history;
    private final Anchorer anchorer;
    private final ValidatorFollower validators;
    private final AnchorProperties properties;
    private final Clock clock;
    private final WakeableLoop loop;

    private Duration wait = FIRST_WAIT;
    private @Nullable Instant hinderedUntil;
    private @Nullable String lastProblem;
    private Instant followed = Instant.MIN;

    AnchorLoop(
            AnchorTurn turn,
            ChainLink link,
            ChainView view,
            ContractHistory history,
            Anchorer anchorer,
            ValidatorFollower validators,
            AnchorProperties properties,
            Clock clock) {
        this.turn = turn;
        this.link = link;
        this.view = view;
        this.history = history;
        this.anchorer = anchorer;
        this.validators = validators;
        this.properties = properties;
        this.clock = clock;
        this.loop = new WakeableLoop("anchorer", Duration.ofMillis(10), this::once);
    }

    @EventListener
    void on(CheckpointSigned signed) {
        loop.wake();
    }

    @Override
    public WakeableLoop loop() {
        return loop;
    }

    @Override
    public void stop() {
        loop.close();
        turn.close();
    }

    private Duration once() {
        Instant until = hinderedUntil;
        if (until != null && clock.instant().isBefore(until)) {
            return Duration.between(clock.instant(), until);
        }
        try {
            boolean mine = turn.mine();
            if (!mine && !link.isRegistered()) {
                return UNWOKEN;
            }
            AnchorChain chain = link.chain();
            look(chain);
            history.compareOnce(chain);
            if (mine) {
                Step step = anchorer.step(chain);
                follow(chain);
                return next(step);
            }
            return free(UNWOKEN);
        } catch (UnagreedException e) {
            return hindered(String.valueOf(e.getMessage()));
        } catch (ChainUnavailableException e) {
            return hindered("the chain is away: " + e.getMessage());
        } catch (ChainMismatchException e) {
            return hindered("the chain is not the expected one: " + e.getMessage());
        } catch (SignerException e) {
            return hindered(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // The status is read by everybody who is logged in; what happened in detail is for the ledger's own log.
            view.fails("anchoring failed: " + e.getClass().getSimpleName());
            throw e;
        }
    }

    private Duration next(Step step) {
        return switch (step) {
            case Step.Idle idle -> free(UNWOKEN);
            case Step.Waiting waiting -> free(properties.poll());
            case Step.Done done -> free(Duration.ZERO);
            case Step.Hindered hindered -> hindered(hindered.reason());
        };
    }

    private void look(AnchorChain chain) {
        Instant seen = view.seen().at();
        if (seen == null || clock.instant().isAfter(seen.plus(VIEW_AGE))) {
            view.sees(chain.chainHead());
        }
    }

    private void follow(AnchorChain chain) {
        ChainHead head = view.seen().head();
        if (head != null && clock.instant().isAfter(followed.plus(FOLLOWED_AGE))) {
            followed = clock.instant();
            validators.follow(chain, head.number());
        }
    }

    private Duration free(Duration rest) {
        wait = FIRST_WAIT;
        hinderedUntil = null;
        view.recovers();
        if (lastProblem != null) {
            LOG.info("anchoring goes on");
            lastProblem = null;
        }
        return rest;
    }

    private Duration hindered(String problem) {
        view.fails(problem);
        if (!problem.equals(lastProblem)) {
            LOG.warn("anchoring waits: {}", problem);
            lastProblem = problem;
        }
        Duration now = wait;
        hinderedUntil = clock.instant().plus(now);
        wait = now.multipliedBy(2).compareTo(properties.longestWait()) > 0
                ? properties.longestWait()
                : now.multipliedBy(2);
        return now;
    }
}
