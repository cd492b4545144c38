package io.govshare.ledger.intake;

import io.govshare.proof.merkle.Hash;
import io.govshare.schemas.StatementsSealed;
import io.govshare.schemas.Topics;
import io.govshare.starter.inbox.InboxEvent;
import io.govshare.starter.inbox.InboxListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Hands the entries of sealed statements to the log. Takes the entry and leaves the rest to the audit's trail. */
@Component
class StatementsSealedListener implements InboxListener {

    /** At 500 statements per event at most: 25,000 leaves in one transaction. */
    private static final int MAX_EVENTS = 50;

    private final EntryLog log;
    private final Counter added;
    private final Counter repeated;
    private final Timer batches;

    StatementsSealedListener(EntryLog log, MeterRegistry meters) {
        this.log = log;
        this.added = Counter.builder("govshare.ledger.entries.appended")
                .description("Entries that became leaves, counted before their transaction commits")
                .register(meters);
        this.repeated = Counter.builder("govshare.ledger.entries.repeated")
                .description("Entries that the log held already")
                .register(meters);
        this.batches = Timer.builder("govshare.ledger.append")
                .description("Time to append a batch, without its commit")
                .register(meters);
    }

    @Override
    public String consumer() {
        return "ledger-intake";
    }

    @Override
    public Map<String, Class<?>> topics() {
        return Map.of(
                Topics.CATALOG_STATEMENTS_SEALED, StatementsSealed.class,
                Topics.IDENTITY_STATEMENTS_SEALED, StatementsSealed.class);
    }

    @Override
    public int maxBatch() {
        return MAX_EVENTS;
    }

    @Override
    public void onEvents(List<InboxEvent> events) {
        List<Hash> entries = events.stream()
                .flatMap(event -> ((StatementsSealed) event.body()).statements().stream())
                .map(statement -> Hash.fromBase64Url(statement.entry()))
                .toList();
        Supplier<EntryLog.Appended> append = () -> log.append(entries);
        EntryLog.Appended appended = Objects.requireNonNull(batches.record(append));
        added.increment(appended.added());
        repeated.increment(appended.repeated());
    }
}
