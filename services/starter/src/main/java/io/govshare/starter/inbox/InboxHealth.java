package io.govshare.starter.inbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while a consumer fails. Not part of readiness: events wait in Kafka. */
final class InboxHealth implements HealthIndicator {

    private final InboxRunner runner;

    InboxHealth(InboxRunner runner) {
        this.runner = runner;
    }

    @Override
    public Health health() {
        boolean failing = false;
        Health.Builder health = new Health.Builder();
        for (InboxConsumer consumer : runner.consumers()) {
            Map<String, Object> state = new LinkedHashMap<>();
            state.put("partitions", consumer.partitions());
            consumer.failingSince().ifPresent(since -> state.put("failingSince", since.toString()));
            consumer.failure().ifPresent(failure -> state.put("failure", failure));
            health.withDetail(consumer.name(), state);
            failing |= consumer.failingSince().isPresent();
        }
        return (failing ? health.down() : health.up()).build();
    }
}
