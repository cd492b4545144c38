package io.govshare.starter.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.Serial;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries events from the table to Kafka: read the oldest, send them, wait until all are acknowledged, delete them.
 *
 * <p><b>Nothing is lost.</b> A row goes away only after Kafka has it on {@code acks=all}. Killed between acknowledgement
 * and deletion, the next relay sends the batch again under the same ids.
 *
 * <p><b>Order.</b> One relay per database works at a time ({@link RelayLease}), reads by position and hands rows over in
 * that order; the producer keeps it per partition. Two relays can overlap only when one lost its connection with a batch
 * still in flight. Both then send the same rows in the same order, so whatever a receiver sees <em>for the first time</em>
 * is still in order, and repetitions it knows by id.
 *
 * <p><b>Failure.</b> Neither Kafka nor PostgreSQL being away ends the thread: it gives everything back, pauses for up to
 * {@code max-backoff} and begins anew. {@link OutboxHealth} tells of it meanwhile.
 */
final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

    /** How often an instance without the lease asks for it. */
    private static final Duration LEASE_INTERVAL = Duration.ofSeconds(1);

    /** After the web server, whose last requests may still add events. */
    static final int PHASE = Integer.MAX_VALUE - 4096;

    private final DataSource dataSource;
    private final EventSender sender;
    private final OutboxProperties properties;
    private final WakeUp wakeUp;
    private final Clock clock;
    private final Counter sent;

    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile boolean leading;
    private volatile @Nullable Instant failingSince;
    private volatile @Nullable String failure;
    private volatile @Nullable Instant oldest;
    private @Nullable Thread thread;

    OutboxRelay(
            DataSource dataSource,
            EventSender sender,
            OutboxProperties properties,
            WakeUp wakeUp,
            Clock clock,
            MeterRegistry meters) {
        this.dataSource = dataSource;
        this.sender = sender;
        this.properties = properties;
        this.wakeUp = wakeUp;
        this.clock = clock;
        this.sent = Counter.builder("govshare.outbox.sent")
                .description("Events acknowledged by Kafka")
                .register(meters);
        Gauge.builder(
                        "govshare.outbox.oldest.age",
                        this,
                        relay -> relay.oldestAge().toMillis() / 1000.0)
                .description("Age of the oldest event of the batch on its way")
                .baseUnit("seconds")
                .register(meters);
    }

    private void run(CountDownLatch stop) {
        Duration backoff = FIRST_BACKOFF;
        while (stop.getCount() > 0) {
            Duration pause;
            try {
                pause = turn(stop);
                backoff = FIRST_BACKOFF;
            } catch (SQLException | SendFailedException e) {
                failed(e);
                pause = backoff;
                backoff = longer(backoff);
            } catch (RuntimeException | Error e) {
                // The boundary of this thread: a relay that ended silently would be found days later.
                log.error("The relay met something unforeseen and goes on", e);
                failed(e);
                pause = properties.maxBackoff();
            } catch (InterruptedException e) {
                break; // Only stop() interrupts.
            }
            if (sleep(stop, pause)) {
                break;
            }
        }
        sender.close();
    }

    /** Relays for as long as there is no failure, if the lease can be had. */
    private Duration turn(CountDownLatch stop) throws SQLException, SendFailedException, InterruptedException {
        Optional<RelayLease> lease = RelayLease.tryAcquire(dataSource);
        if (lease.isEmpty()) {
            succeeded();
            return LEASE_INTERVAL;
        }
        try (RelayLease held = lease.get()) {
            leading = true;
            while (stop.getCount() > 0) {
                long begun = System.nanoTime();
                List<OutboxRow> rows = held.next(
                        properties.batchSize(), properties.batchBytes().toBytes());
                oldest = rows.isEmpty() ? null : rows.getFirst().addedAt();
                if (!rows.isEmpty()) {
                    relay(held, rows, stop);
                }
                succeeded();
                if (rows.size() < properties.batchSize()) {
                    wakeUp.await(properties.pollInterval());
                    collect(begun, stop);
                }
            }
        } finally {
            leading = false;
        }
        return Duration.ZERO;
    }

    /** Lets what commits meanwhile share the next batch. An event after a quiet time does not wait. */
    private void collect(long begun, CountDownLatch stop) throws InterruptedException {
        long passed = System.nanoTime() - begun;
        boolean _ = stop.await(properties.batchInterval().toNanos() - passed, TimeUnit.NANOSECONDS);
    }

    private void relay(RelayLease lease, List<OutboxRow> rows, CountDownLatch stop)
            throws SQLException, SendFailedException, InterruptedException {
        EventSender.Sent result = sender.send(rows, new StopGrace(stop));
        lease.delete(result.acknowledged());
        sent.increment(result.acknowledged().size());
        if (result.failure() != null) {
            throw new SendFailedException(result.failure());
        }
    }

    private static boolean sleep(CountDownLatch stop, Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private Duration longer(Duration backoff) {
        Duration doubled = backoff.multipliedBy(2);
        return doubled.compareTo(properties.maxBackoff()) < 0 ? doubled : properties.maxBackoff();
    }

    private void succeeded() {
        if (failingSince != null) {
            log.info("The relay works again, after failing since {}", failingSince);
        }
        failingSince = null;
        failure = null;
    }

    private void failed(Throwable e) {
        if (failingSince == null) {
            failingSince = clock.instant();
            log.warn("The relay failed and tries again until it succeeds", e);
        } else {
            log.debug("The relay fails since {}", failingSince, e);
        }
        failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Whether this instance is the one that relays. */
    boolean isLeading() {
        return leading;
    }

    /** When the present series of failures began; empty while all is well. */
    Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince);
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    Duration oldestAge() {
        Instant added = oldest;
        return added == null ? Duration.ZERO : Duration.between(added, clock.instant());
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        thread = Thread.ofPlatform().name("outbox-relay").daemon(true).start(() -> run(stop));
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        wakeUp.wake();
        Thread relay = thread;
        thread = null;
        if (relay == null) {
            return;
        }
        try {
            if (!relay.join(StopGrace.GRACE.multipliedBy(3))) {
                relay.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** A batch on its way when the process ends gets a moment to be acknowledged, to spare receivers the repetition. */
    private static final class StopGrace implements BooleanSupplier {

        private static final Duration GRACE = Duration.ofSeconds(2);

        private final CountDownLatch stop;
        private long stoppedAt;

        private StopGrace(CountDownLatch stop) {
            this.stop = stop;
        }

        @Override
        public boolean getAsBoolean() {
            if (stop.getCount() > 0) {
                return false;
            }
            if (stoppedAt == 0) {
                stoppedAt = System.nanoTime();
            }
            return System.nanoTime() - stoppedAt > GRACE.toNanos();
        }
    }

    private static final class SendFailedException extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        private SendFailedException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
