package io.govshare.catalog.ingest;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.catalog.record.Checked;
import io.govshare.catalog.record.RecordRules;
import io.govshare.catalog.record.RecordSealer;
import io.govshare.catalog.record.SealedRecord;
import io.govshare.starter.ids.UuidV7;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks and seals the items of chunks on a few platform threads: signing is pure computing, and more threads than
 * processors only take turns. The queue is bounded by the number of intakes, each of which has at most two chunks here.
 */
@Component
class ChunkPreparer {

    private static final int SLICES = 4;

    private final RecordSealer sealer;
    private final UuidV7 ids;
    private final Clock clock;
    private final ExecutorService threads;

    ChunkPreparer(RecordSealer sealer, UuidV7 ids, Clock clock) {
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().name("sealing-", 0).daemon().factory());
    }

    /** For whom and into what the items go. */
    record Target(
            Dataset dataset, String operator, @Nullable CsvColumns columns) {}

    /** A chunk on its way through the threads. */
    record Work(Chunk chunk, List<Future<Prepared>> slices) {

        Prepared await() throws InterruptedException {
            List<Prepared> done = new ArrayList<>(slices.size());
            for (Future<Prepared> slice : slices) {
                try {
                    done.add(slice.get());
                } catch (ExecutionException e) {
                    cancel();
                    throw rethrown(e.getCause());
                }
            }
            return Prepared.joined(done);
        }

        void cancel() {
            slices.forEach(slice -> slice.cancel(true));
        }

        private static RuntimeException rethrown(@Nullable Throwable cause) {
            if (cause instanceof Error error) {
                throw error;
            }
            return cause instanceof RuntimeException failure
                    ? failure
                    : new CancellationException(String.valueOf(cause));
        }
    }

    /** Begins to check and, if asked to, to seal. */
    Work begin(Chunk chunk, Target target, boolean seal) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Item> items = chunk.items();
        // Taken here, in the order of the body, so that records list in the order in which they were sent.
        List<UUID> records = seal ? items.stream().map(_ -> ids.next()).toList() : List.of();
        int size = Math.max(1, Math.ceilDiv(items.size(), SLICES));
        List<Future<Prepared>> slices = new ArrayList<>(SLICES);
        for (int from = 0; from < items.size(); from += size) {
            int first = from;
            int end = Math.min(items.size(), from + size);
            slices.add(threads.submit(() ->
                    prepare(items.subList(first, end), seal ? records.subList(first, end) : List.of(), target, now)));
        }
        return new Work(chunk, slices);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    private Prepared prepare(List<Item> items, List<UUID> records, Target target, Instant now) {
        List<SealedRecord> sealed = new ArrayList<>(records.size());
        List<LineError> errors = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            switch (read(item, target)) {
                case Read.Refused(LineError error) -> errors.add(error);
                case Read.Accepted(Checked.Good good) -> {
                    if (!records.isEmpty()) {
                        sealed.add(sealer.seal(
                                target.dataset(),
                                good.fields(),
                                new RecordSealer.Version(records.get(i), 1, null, target.operator(), now)));
                    }
                }
            }
        }
        return new Prepared(sealed, errors);
    }

    private sealed interface Read {

        record Accepted(Checked.Good record) implements Read {}

        record Refused(LineError error) implements Read {}
    }

    private static Read read(Item item, Target target) {
        return switch (item) {
            case Item.Unreadable(long line, String reason) -> new Read.Refused(new LineError(line, null, reason));
            case Item.JsonLine(long line, byte[] bytes) -> read(line, RecordRules.check(bytes, target.dataset()));
            case Item.CsvRow row -> {
                if (target.columns() == null) {
                    throw new IllegalArgumentException("CSV without a header");
                }
                yield switch (target.columns().read(row)) {
                    case CsvColumns.Row.Bad(LineError error) -> new Read.Refused(error);
                    case CsvColumns.Row.Fields(var fields) ->
                        read(row.line(), RecordRules.check(fields, target.dataset()));
                };
            }
        };
    }

    private static Read read(long line, Checked checked) {
        return switch (checked) {
            case Checked.Good good -> new Read.Accepted(good);
            case Checked.Unreadable(String reason) -> new Read.Refused(new LineError(line, null, reason));
            case Checked.Bad(List<FieldProblem> problems) -> {
                FieldProblem first = problems.getFirst();
                String field = first.field().isEmpty() ? null : first.field();
                String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
                yield new Read.Refused(new LineError(line, field, first.reason() + more));
            }
        };
    }
}
