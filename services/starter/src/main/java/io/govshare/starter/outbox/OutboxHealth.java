package io.govshare.starter.outbox;

import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down while events cannot leave. Not part of readiness: a service that can store may go on, its events wait in the
 * table.
 */
final class OutboxHealth implements HealthIndicator {

    private final OutboxRelay relay;

    OutboxHealth(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public Health health() {
        Optional<Instant> failingSince = relay.failingSince();
        Health.Builder health = failingSince.isEmpty() ? Health.up() : Health.down();
        failingSince.ifPresent(since -> health.withDetail("failingSince", since.toString()));
        relay.failure().ifPresent(failure -> health.withDetail("failure", failure));
        return health.withDetail("leading", relay.isLeading())
                .withDetail("oldestAge", relay.oldestAge().toString())
                .build();
    }
}
