package io.govshare.chain;

import io.govshare.chain.EndpointStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One way to the chain, and how it has behaved. Thread-safe. */
final class Endpoint {
    private static final Duration FIRST_ABSENCE = Duration.ofMillis(500);
    private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_DOUBT = Duration.ofSeconds(10);
    private static final Duration LONGEST_DOUBT = Duration.ofMinutes(5);

    private final int index;
    private final String name;
    private final InstantSource clock;

    private State state = State.UNTRIED;
    private @Nullable String problem;
    private @Nullable ChainHead head;
    private Instant avoidedUntil = Instant.MIN;
    private Duration absence = FIRST_ABSENCE;
    private Duration doubt = FIRST_DOUBT;
    private @Nullable Future<?> probe;

    Endpoint(int index, String name, InstantSource clock) {
        this.index = index;
        this.name = name;
        this.clock = clock;
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    synchronized EndpointStatus status() {
        return new EndpointStatus(name, state, head == null ? null : head.number(), problem);
    }

    synchronized @Nullable ChainHead head() {
        return head;
    }

    /** Whether it may be asked: it never failed, or has been left alone for long enough. */
    synchronized boolean isDue() {
        return !clock.instant().isBefore(avoidedUntil);
    }

    /** Whether it answered when it was asked last, or was never asked. */
    synchronized boolean isSound() {
        return state == State.READY || state == State.UNTRIED;
    }

    synchronized boolean isReady() {
        return state == State.READY;
    }

    synchronized boolean isLagging() {
        return state == State.LAGGING;
    }

    synchronized void answered() {
        if (state == State.DOUBTED && !isDue()) {
            return; // a late answer to a question of before
        }
        absence = FIRST_ABSENCE;
        avoidedUntil = Instant.MIN;
        if (state != State.LAGGING) {
            state = State.READY;
            problem = null;
        }
    }

    synchronized void sees(ChainHead newest) {
        answered();
        head = state == State.DOUBTED ? null : newest;
    }

    /** @param height of the chain, as far as it is known */
    synchronized void compare(long height, long tolerance) {
        if (head == null || (state != State.READY && state != State.LAGGING)) {
            return;
        }
        if (head.number() + tolerance < height) {
            state = State.LAGGING;
            problem = "at block " + head.number() + ", the chain at block " + height;
        } else {
            state = State.READY;
            problem = null;
        }
    }

    /** Left alone for a moment, a longer one each time. */
    synchronized void away(@Nullable String reason) {
        if (state == State.DOUBTED && !isDue()) {
            return; // the doubt is the longer absence
        }
        state = State.AWAY;
        problem = Quoted.of(reason); // may quote what is wrong with others
        avoidedUntil = clock.instant().plus(absence);
        absence = shorter(absence.multipliedBy(2), LONGEST_ABSENCE);
    }

    /** Left alone for longer, and for longer each time until {@link #vindicated}. */
    synchronized void doubted(@Nullable String reason) {
        state = State.DOUBTED;
        problem = Quoted.of(reason);
        head = null;
        avoidedUntil = clock.instant().plus(doubt);
        doubt = shorter(doubt.multipliedBy(2), LONGEST_DOUBT);
    }

    /** Left alone for a while and no longer: what it is blamed for may be the whole network's fault. */
    synchronized void passedOver(String reason) {
        state = State.DOUBTED;
        problem = Quoted.of(reason);
        avoidedUntil = clock.instant().plus(FIRST_DOUBT);
    }

    /** Another endpoint said the same. */
    synchronized void vindicated() {
        doubt = FIRST_DOUBT;
    }

    /** Whether a question of {@link #probedBy} is still without an answer. */
    synchronized boolean isProbed() {
        return probe != null && !probe.isDone();
    }

    synchronized void probedBy(Future<?> question) {
        probe = question;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
