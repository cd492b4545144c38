package io.govshare.ledger.anchor;

import io.govshare.chain.ChainHead;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this process last saw of the chain, so that asking for the status never waits for the chain. */
@Component
class ChainView {

    private final Clock clock;
    private volatile Seen seen = new Seen(null, null, "not connected yet");

    ChainView(Clock clock) {
        this.clock = clock;
    }

    Seen seen() {
        return seen;
    }

    void sees(ChainHead head) {
        seen = new Seen(head, clock.instant(), seen.problem());
    }

    void recovers() {
        seen = new Seen(seen.head(), seen.at(), null);
    }

    void fails(String problem) {
        seen = new Seen(seen.head(), seen.at(), problem);
    }

    /**
     * @param at when the head was seen
     * @param problem why anchoring does not go on; absent while it does
     */
    record Seen(
            @Nullable ChainHead head,
            @Nullable Instant at,
            @Nullable String problem) {}
}
