package io.govshare.ledger.receipt;

import io.govshare.ledger.Looping;
import io.govshare.ledger.WakeableLoop;
import io.govshare.ledger.anchor.AnchorConfirmed;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Announces receipts whenever an anchor was confirmed. */
@Component
class ReceiptIssuer implements Looping {

    private static final Duration UNWOKEN = Duration.ofMillis(500);

    private final ReceiptAnnouncements announcements;
    private final WakeableLoop loop;

    ReceiptIssuer(ReceiptAnnouncements announcements) {
        this.announcements = announcements;
        this.loop = new WakeableLoop("receipt-issuer", Duration.ofMillis(10), this::issue);
    }

    @EventListener
    void on(AnchorConfirmed confirmed) {
        loop.wake();
    }

    @Override
    public WakeableLoop loop() {
        return loop;
    }

    private Duration issue() {
        return announcements.announceNext() ? Duration.ZERO : UNWOKEN;
    }
}
