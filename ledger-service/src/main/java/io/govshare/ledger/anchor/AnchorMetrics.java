package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Anchoring in figures. The pending ones are what to be alerted by. */
@Component
class AnchorMetrics {

    private final MeterRegistry meters;

    AnchorMetrics(MeterRegistry meters, LedgerStatusReader status, Clock clock) {
        this.meters = meters;
        Gauge.builder("govshare.ledger.anchor.size", () -> status.read().anchoredSize())
                .description("Leaves under a confirmed anchor")
                .register(meters);
        Gauge.builder("govshare.ledger.anchor.pending", () -> status.read().pending())
                .description("Leaves without a confirmed anchor")
                .register(meters);
        Gauge.builder("govshare.ledger.anchor.pending.age", () -> age(status.read(), clock))
                .description("How long the oldest leaf without an anchor has waited")
                .baseUnit("seconds")
                .register(meters);
    }

    void sent(AnchorOutcome outcome) {
        counted("govshare.ledger.anchor.sent", outcome.getClass().getSimpleName());
    }

    void ended(String how) {
        counted("govshare.ledger.anchor.ended", how);
    }

    private void counted(String name, String outcome) {
        Counter.builder(name).tag("outcome", outcome).register(meters).increment();
    }

    private static double age(LedgerStatus status, Clock clock) {
        return status.pendingSince() == null
                ? 0
                : Duration.between(status.pendingSince(), clock.instant()).toMillis() / 1000.0;
    }
}
