package io.govshare.starter.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one listener: poll, handle in a transaction, again. The position that counts is the database's; it is
 * read whenever partitions are assigned and after every failure, and Kafka is told to continue from there.
 *
 * <p>A failure of the database or of the listener rolls back, waits up to {@code max-backoff} and polls again from the
 * stored position. The pauses stay far below {@code max.poll.interval.ms}, so the partitions are kept meanwhile; were they
 * lost, the guarded move of the position still lets only one process commit.
 */
final class InboxConsumer implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(InboxConsumer.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final InboxListener listener;
    private final BatchHandler handler;
    private final InboxOffsets offsets;
    private final Supplier<Consumer<byte[], byte[]>> connect;
    private final Duration maxBackoff;
    private final Clock clock;
    private final Counter handled;
    private final CountDownLatch stopped = new CountDownLatch(1);

    // Of the consumer's thread only.
    private Map<TopicPartition, Long> stored = new HashMap<>();
    private Duration backoff = FIRST_BACKOFF;
    /** A batch failed and has not succeeded since; an empty poll in between proves nothing. */
    private boolean unhandled;

    private volatile @Nullable Consumer<byte[], byte[]> kafka;
    private volatile @Nullable Instant failingSince;
    private volatile @Nullable String failure;
    private volatile int partitions;
    private @Nullable Thread thread;

    InboxConsumer(
            InboxListener listener,
            BatchHandler handler,
            InboxOffsets offsets,
            Supplier<Consumer<byte[], byte[]>> connect,
            Duration maxBackoff,
            Clock clock,
            MeterRegistry meters) {
        this.listener = listener;
        this.handler = handler;
        this.offsets = offsets;
        this.connect = connect;
        this.maxBackoff = maxBackoff;
        this.clock = clock;
        this.handled = Counter.builder("govshare.inbox.handled")
                .tag("consumer", listener.consumer())
                .description("Messages whose effect is committed")
                .register(meters);
    }

    private void run() {
        while (stopped.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = connect.get()) {
                kafka = consumer;
                consumer.subscribe(listener.topics().keySet(), this);
                consume(consumer);
            } catch (WakeupException e) {
                // Only stop() wakes the consumer up.
                log.debug("{} stops", listener.consumer());
            } catch (RuntimeException | Error e) {
                // The boundary of this thread: a consumer that ended silently would be found days later.
                pauseAfter(e);
            } finally {
                kafka = null;
                stored = new HashMap<>();
                partitions = 0;
            }
        }
    }

    private void consume(Consumer<byte[], byte[]> consumer) {
        while (stopped.getCount() > 0) {
            try {
                ConsumerRecords<byte[], byte[]> messages = consumer.poll(POLL);
                if (!messages.isEmpty()) {
                    stored = handler.handle(messages, stored);
                    handled.increment(messages.count());
                    unhandled = false;
                }
                if (!unhandled) {
                    succeeded();
                }
            } catch (OffsetOutOfRangeException e) {
                startOver(consumer, e);
            } catch (PositionLostException e) {
                log.warn("{}; reading on from the stored position", e.getMessage());
                reposition(consumer);
            } catch (WakeupException e) {
                throw e;
            } catch (RuntimeException e) {
                unhandled = true;
                pauseAfter(e);
                reposition(consumer);
            }
        }
    }

    /** Back to what the database says; until that can be read, nothing is. */
    private void reposition(Consumer<byte[], byte[]> consumer) {
        while (stopped.getCount() > 0) {
            try {
                stored = new HashMap<>(offsets.open(listener.consumer(), consumer.assignment()));
                stored.forEach(consumer::seek);
                return;
            } catch (WakeupException e) {
                throw e;
            } catch (RuntimeException e) {
                pauseAfter(e);
            }
        }
    }

    /** The stored position is not in the topic: it was made anew, or cleaned up before we read it. */
    private void startOver(Consumer<byte[], byte[]> consumer, OffsetOutOfRangeException e) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(e.partitions());
        beginnings.forEach((partition, beginning) -> {
            log.error(
                    "{} stood at {} of {}, which does not exist (any more); reading from its beginning {}",
                    listener.consumer(),
                    e.offsetOutOfRangePartitions().get(partition),
                    partition,
                    beginning);
            consumer.seek(partition, beginning);
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        Consumer<byte[], byte[]> consumer = kafka;
        if (consumer == null) {
            return;
        }
        // An exception from here would end the poll with the partitions at Kafka's idea of a position.
        reposition(consumer);
        unhandled = false;
        partitions = stored.size();
        log.info("{} reads {}", listener.consumer(), stored);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        Map<TopicPartition, Long> left = new HashMap<>(stored);
        revoked.forEach(left::remove);
        stored = left;
        partitions = left.size();
    }

    private void pauseAfter(Throwable e) {
        if (failingSince == null) {
            failingSince = clock.instant();
            log.warn("{} failed and tries again until it succeeds", listener.consumer(), e);
        } else {
            log.debug("{} fails since {}", listener.consumer(), failingSince, e);
        }
        failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        try {
            boolean _ = stopped.await(backoff.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
        Duration doubled = backoff.multipliedBy(2);
        backoff = doubled.compareTo(maxBackoff) < 0 ? doubled : maxBackoff;
    }

    private void succeeded() {
        if (failingSince != null) {
            log.info("{} works again, after failing since {}", listener.consumer(), failingSince);
            failingSince = null;
            failure = null;
        }
        backoff = FIRST_BACKOFF;
    }

    String name() {
        return listener.consumer();
    }

    int partitions() {
        return partitions;
    }

    Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince);
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    void start() {
        thread = Thread.ofPlatform()
                .name("inbox-" + listener.consumer())
                .daemon(true)
                .start(this::run);
    }

    /** Lets the batch at hand finish. */
    void stop() {
        stopped.countDown();
        Consumer<byte[], byte[]> consumer = kafka;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    void join() throws InterruptedException {
        Thread running = thread;
        if (running != null && !running.join(CLOSE_PATIENCE)) {
            running.interrupt();
        }
    }
}
