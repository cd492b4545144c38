package io.govshare.ledger.anchor;

import io.govshare.chain.ChainHead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this process last saw of the chain, so that asking for the status never waits for the chain. */
@Component
class ChainView {

    private final Clock clock;
    private volatile Seen seen = new Seen(null, null, null, "not connected yet");

    ChainView(Clock clock) {
        this.clock = clock;
    }

    Seen seen() {
        return seen;
    }

    void sees(ChainHead head) {
        Instant now = clock.instant();
        seen = new Seen(head, now, head.equals(seen.head()) ? seen.since() : now, seen.problem());
    }

    void recovers() {
        seen = new Seen(seen.head(), seen.at(), seen.since(), null);
    }

    void fails(String problem) {
        seen = new Seen(seen.head(), seen.at(), seen.since(), problem);
    }

    /**
     * @param at when the head was seen last
     * @param since when it was seen first
     * @param problem why anchoring does not go on; absent while it does
     */
    record Seen(
            @Nullable ChainHead head,
            @Nullable Instant at,
            @Nullable Instant since,
            @Nullable String problem) {

        /** A network that lost one of four validators makes a block every few seconds. */
        private static final Duration STALLED = Duration.ofSeconds(20);

        /**
         * The problem, or that the chain answers and makes no blocks, as when too few of its validators run.
         *
         * @param waitingSince since when something waits to be anchored; a chain may rest while nothing does
         */
        @Nullable
        String problem(@Nullable Instant waitingSince) {
            if (problem != null || head == null || at == null || since == null || waitingSince == null) {
                return problem;
            }
            Instant idle = since.isAfter(waitingSince) ? since : waitingSince;
            return at.isAfter(idle.plus(STALLED))
                    ? "the chain answers but makes no blocks: its newest is block " + head.number() + " of "
                            + head.time()
                    : null;
        }
    }
}
