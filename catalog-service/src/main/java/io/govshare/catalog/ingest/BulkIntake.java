package io.govshare.catalog.ingest;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.ingest.Ingest.Format;
import io.govshare.catalog.ingest.Ingest.OnError;
import io.govshare.catalog.ingest.Ingest.State;
import io.govshare.catalog.record.RecordPublisher;
import io.govshare.starter.ids.UuidV7;
import io.govshare.starter.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes bulk bodies in.
 *
 * <p>While one chunk is checked and sealed, the next is read; chunks are stored in order, each in one transaction with its
 * announcement, its errors and the progress. {@code onError=refuse} puts the body on disk, checks all of it, and stores it
 * in a single transaction, so that either everything is there or nothing.
 */
@Component
class BulkIntake {

    /** Chunks of one intake that are read ahead of the one being stored. */
    private static final int AHEAD = 2;

    private static final Duration BUSY_FOR = Duration.ofSeconds(2);

    private final IngestStore store;
    private final Prefixes prefixes;
    private final ChunkPreparer preparer;
    private final RecordPublisher publisher;
    private final TransactionTemplate transactions;
    private final IngestProperties limits;
    private final UuidV7 ids;
    private final Semaphore permits;

    BulkIntake(
            IngestStore store,
            Prefixes prefixes,
            ChunkPreparer preparer,
            RecordPublisher publisher,
            TransactionTemplate transactions,
            IngestProperties limits,
            UuidV7 ids) {
        this.store = store;
        this.prefixes = prefixes;
        this.preparer = preparer;
        this.publisher = publisher;
        this.transactions = transactions;
        this.limits = limits;
        this.ids = ids;
        this.permits = new Semaphore(limits.concurrent());
    }

    /** @param key the caller's {@code Idempotency-Key} */
    record Order(Dataset dataset, String operator, String key, Format format, OnError onError) {}

    /** Takes the body in, or goes on where an earlier request with the same key and body has stopped. */
    IngestReport take(Order order, InputStream in) {
        if (!permits.tryAcquire()) {
            throw new ProblemException(IngestProblem.BUSY, "Try again in a moment").retryAfter(BUSY_FOR);
        }
        try {
            return begin(order, in);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(IngestProblem.BUSY, "The service is stopping; send the same request again")
                    .retryAfter(BUSY_FOR)
                    .causedBy(e);
        } finally {
            permits.release();
        }
    }

    private IngestReport begin(Order order, InputStream in) throws InterruptedException {
        Dataset dataset = order.dataset();
        Ingest ingest = store.begin(
                ids.next(),
                new Ingest.Key(dataset.agency(), dataset.id(), order.key()),
                order.format(),
                order.onError(),
                order.operator(),
                prefixes.none(dataset.agency()));
        if (ingest.format() != order.format() || ingest.onError() != order.onError()) {
            throw otherContent(ingest);
        }
        if (ingest.prefix() == null) {
            throw new ProblemException(
                    IngestProblem.FORGOTTEN,
                    "A record of it was erased since, or it is from long ago; send what is missing with a new key",
                    Map.of("ingest", ingest.id()));
        }
        try {
            Ingest done = ingest.finished()
                    ? repeated(ingest, in)
                    : switch (order.onError()) {
                        case KEEP ->
                            store(order, ingest, new Body(in, limits.maxBody().toBytes()));
                        case REFUSE -> storeAllOrNothing(order, ingest, in);
                    };
            return IngestReport.of(done, store.errors(done.id()));
        } catch (BodyTooLargeException e) {
            throw new ProblemException(
                    IngestProblem.TOO_LARGE,
                    "At most " + e.limit() + " bytes are taken; send the rest as another intake",
                    Map.of("ingest", ingest.id()));
        } catch (BadHeaderException e) {
            throw new ProblemException(
                    IngestProblem.BAD_HEADER, String.valueOf(e.getMessage()), Map.of("line", e.line()));
        } catch (IOException e) {
            throw new ProblemException(
                            IngestProblem.INCOMPLETE_BODY,
                            "The body could not be read to its end; send the same request again to go on",
                            Map.of("ingest", ingest.id()))
                    .causedBy(e);
        }
    }

    private Ingest repeated(Ingest ingest, InputStream in) throws IOException {
        Body body = new Body(in, limits.maxBody().toBytes());
        if (!body.skipTo(ingest.bytes())
                || body.peek() >= 0
                || !prefixes.matches(prefix(ingest), body.sha256OfTaken())) {
            throw otherContent(ingest);
        }
        return ingest;
    }

    private Ingest storeAllOrNothing(Order order, Ingest ingest, InputStream in)
            throws IOException, InterruptedException {
        try (Spool spool = Spool.open()) {
            spool(in, spool);
            Ingest refused = check(order, ingest, spool);
            if (refused != null) {
                return refused;
            }
            try (InputStream again = spool.read()) {
                return stored(order, ingest, again);
            }
        }
    }

    /** All chunks in one transaction: those of {@link #store} join it. */
    private Ingest stored(Order order, Ingest ingest, InputStream in) throws IOException, InterruptedException {
        Result result = transactions.execute(status -> {
            try {
                return new Result(store(order, ingest, new Body(in, Long.MAX_VALUE)), null);
            } catch (IOException | InterruptedException e) {
                status.setRollbackOnly();
                return new Result(ingest, e);
            }
        });
        return switch (result.failure()) {
            case IOException e -> throw e;
            case InterruptedException e -> throw e;
            case null, default -> result.ingest();
        };
    }

    private record Result(Ingest ingest, @Nullable Exception failure) {}

    private void spool(InputStream in, Spool spool) throws IOException {
        long limit = limits.maxSpooled().toBytes();
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try (OutputStream out = spool.write()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                total += count;
                if (total > limit) {
                    throw new BodyTooLargeException(limit);
                }
                write(out, buffer, count);
            }
        }
    }

    // A disk that is full is our failure, not the sender's.
    private static void write(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks at every line; what is left of the intake if any of them is bad, else null. */
    private @Nullable Ingest check(Order order, Ingest ingest, Spool spool) throws IOException, InterruptedException {
        try (InputStream in = spool.read()) {
            Body body = new Body(in, Long.MAX_VALUE);
            Reading reading = open(order, body);
            List<LineError> listed = new ArrayList<>();
            long rejected = 0;
            Chunk chunk;
            do {
                chunk = reading.chunks().next();
                List<LineError> errors =
                        preparer.begin(chunk, reading.target(), false).await().errors();
                rejected += errors.size();
                errors.stream()
                        .limit(Math.max(0, limits.listedErrors() - listed.size()))
                        .forEach(listed::add);
            } while (!chunk.last());
            if (rejected == 0) {
                return null;
            }
            Ingest refused = moved(ingest, chunk, State.REFUSED, 0, rejected);
            transactions.executeWithoutResult(_ -> {
                advance(ingest, refused);
                store.addErrors(ingest.id(), 0, listed);
            });
            return refused;
        }
    }

    private Ingest store(Order order, Ingest ingest, Body body) throws IOException, InterruptedException {
        Reading reading = open(order, body);
        Ingest at = ingest;
        if (ingest.bytes() > 0) {
            if (!body.skipTo(ingest.bytes()) || !prefixes.matches(prefix(ingest), body.sha256OfTaken())) {
                throw otherContent(ingest);
            }
        }
        Deque<ChunkPreparer.Work> ahead = new ArrayDeque<>();
        try {
            boolean last = false;
            while (!last || !ahead.isEmpty()) {
                if (!last) {
                    Chunk chunk = reading.chunks().next();
                    ahead.add(preparer.begin(chunk, reading.target(), true));
                    last = chunk.last();
                }
                if (last || ahead.size() == AHEAD) {
                    ChunkPreparer.Work work = ahead.remove();
                    at = store(order, at, work.chunk(), work.await());
                }
            }
            return at;
        } finally {
            ahead.forEach(ChunkPreparer.Work::cancel);
        }
    }

    private Ingest store(Order order, Ingest at, Chunk chunk, Prepared prepared) {
        Ingest next = moved(
                at,
                chunk,
                chunk.last() ? State.COMPLETE : State.RUNNING,
                prepared.records().size(),
                prepared.errors().size());
        transactions.executeWithoutResult(_ -> {
            // First of all: it locks the intake's row, so that of two requests one waits here and then stores nothing.
            advance(at, next);
            long listed = Math.min(at.rejected(), limits.listedErrors());
            List<LineError> errors = prepared.errors().stream()
                    .limit(limits.listedErrors() - listed)
                    .toList();
            if (!errors.isEmpty()) {
                store.addErrors(at.id(), listed, errors);
            }
            publisher.publishAll(order.dataset(), prepared.records(), at.id());
        });
        return next;
    }

    private record Reading(ChunkReader chunks, ChunkPreparer.Target target) {}

    /** With CSV the header is read first, also when the intake goes on far behind it. */
    private Reading open(Order order, Body body) throws IOException {
        int maxLine = (int) limits.maxLine().toBytes();
        CsvColumns columns = null;
        ItemSource source = switch (order.format()) {
            case NDJSON -> new NdjsonSource(body, maxLine);
            case CSV -> {
                CsvSource csv = new CsvSource(body, maxLine, limits.maxCells());
                csv.skipByteOrderMark();
                columns = CsvColumns.ofHeader(csv.next(), order.dataset().schema());
                yield csv;
            }
        };
        return new Reading(
                new ChunkReader(
                        body, source, limits.chunkLines(), limits.chunkBytes().toBytes()),
                new ChunkPreparer.Target(order.dataset(), order.operator(), columns));
    }

    private static Prefix prefix(Ingest ingest) {
        return Objects.requireNonNull(ingest.prefix());
    }

    private Ingest moved(Ingest from, Chunk chunk, State state, long accepted, long rejected) {
        return new Ingest(
                from.id(),
                from.key(),
                from.format(),
                from.onError(),
                state,
                chunk.lines(),
                chunk.bytes(),
                prefixes.next(prefix(from), chunk.sha256()),
                from.accepted() + accepted,
                from.rejected() + rejected);
    }

    private void advance(Ingest from, Ingest to) {
        if (!store.advance(from, to)) {
            throw new ProblemException(
                    IngestProblem.IN_PROGRESS,
                    "Ask for the intake's progress, or send the same request later",
                    Map.of("ingest", from.id()));
        }
    }

    private static ProblemException otherContent(Ingest ingest) {
        return new ProblemException(
                IngestProblem.OTHER_CONTENT,
                "Use a new key for a new body; with a key used before, send exactly the same body, format and onError",
                Map.of("ingest", ingest.id()));
    }
}
