package io.govshare.catalog.subscription;

import io.govshare.catalog.access.Ask;
import io.govshare.catalog.access.Reads;
import io.govshare.catalog.agreement.AgreementState;
import io.govshare.catalog.agreement.Agreements;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Whether a subscriber is sent something as things are. */
@Component
class SubscriptionRight {

    private final Reads reads;
    private final Agreements agreements;
    private final Clock clock;

    SubscriptionRight(Reads reads, Agreements agreements, Clock clock) {
        this.reads = reads;
        this.agreements = agreements;
        this.clock = clock;
    }

    enum Standing {
        ACTIVE,
        /** The agreement is suspended, or is for other hours: nothing is sent, and what waits goes on waiting. */
        HELD,
        /** For ever, even when nobody has noticed it yet. */
        ENDED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Standing of(Subscription subscription) {
        if (subscription.end() != null) {
            return Standing.ENDED;
        }
        if (isHeld(subscription)) {
            return Standing.HELD;
        }
        Ask ask = Ask.ofDataset(subscription.operator(), subscription.purpose(), subscription.agreement());
        return reads.wouldGrant(subscription.dataset(), ask) ? Standing.ACTIVE : Standing.ENDED;
    }

    boolean isHeld(Subscription subscription) {
        Instant now = clock.instant();
        return subscription.agreement() != null
                && agreements
                        .find(subscription.agreement())
                        .filter(agreement -> agreement.state() == AgreementState.SUSPENDED
                                || (agreement.allowsAt(now) && !agreement.allowsHourOf(now)))
                        .isPresent();
    }
}
