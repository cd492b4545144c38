package io.govshare.catalog.subscription;

import io.govshare.catalog.subscription.SubscriptionStore.Leased;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Sends what subscribers wait for, at least once and in order per record.
 *
 * <p><b>Nothing is lost.</b> A delivery is a row, written in the transaction of the publication, and goes away only once
 * the receiver has acknowledged it. Killed in between, it is sent again under the same id.
 *
 * <p><b>Nobody doubles.</b> A subscription is sent for by the holder of its lease only; who dies leaves it to the others
 * when the lease runs out.
 *
 * <p><b>Failure.</b> A receiver that fails is left alone for a while, longer with each failure in a row, with everything
 * that waits for it; one record that it refuses does not hold up the others, but does hold up its own later versions.
 * After the last attempt a delivery is dead: kept, seen by its owner, and sent again when the owner says so.
 */
@Component
class WebhookDispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WebhookDispatcher.class);

    /** Sent in one go before another subscriber gets the turn. */
    private static final int BATCH = 100;

    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(2);

    private final SubscriptionStore store;
    private final WebhookSender sender;
    private final WebhookProperties properties;
    private final Clock clock;
    private final Semaphore free;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread thread;

    WebhookDispatcher(SubscriptionStore store, WebhookSender sender, WebhookProperties properties, Clock clock) {
        this.store = store;
        this.sender = sender;
        this.properties = properties;
        this.clock = clock;
        this.free = new Semaphore(properties.parallel());
    }

    private void run(CountDownLatch stop) {
        try {
            boolean stopping = false;
            while (!stopping) {
                Duration pause = properties.poll();
                try {
                    dispatch(stop);
                } catch (DataAccessException e) {
                    log.warn("The subscriptions cannot be read; trying on: {}", e.getMessage());
                    pause = PAUSE_AFTER_TROUBLE;
                } catch (RuntimeException | Error e) {
                    // The boundary of this thread: one that ended silently would be found days later.
                    log.error("Sending to subscribers met something unforeseen and goes on", e);
                    pause = PAUSE_AFTER_TROUBLE;
                }
                stopping = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void dispatch(CountDownLatch stop) {
        int slots = free.drainPermits();
        List<Leased> found = List.of();
        try {
            if (slots > 0) {
                found = store.lease(slots, properties.lease());
            }
        } finally {
            free.release(slots - found.size());
        }
        for (Leased leased : found) {
            Thread.ofVirtual().name("webhook-" + leased.subscription().id()).start(() -> {
                try {
                    sendAll(leased, stop);
                } finally {
                    free.release();
                }
            });
        }
    }

    private void sendAll(Leased leased, CountDownLatch stop) {
        try {
            for (int i = 0; i < BATCH && stop.getCount() > 0 && store.renew(leased, properties.lease()); i++) {
                Optional<Delivery> next = store.next(leased.subscription().id());
                if (next.isEmpty()) {
                    break;
                }
                send(leased.subscription(), next.get());
            }
            store.release(leased);
        } catch (DataAccessException e) {
            // The lease runs out by itself.
            log.warn("Subscription {} is sent for later", leased.subscription().id(), e);
        } catch (RuntimeException | Error e) {
            log.error(
                    "Subscription {} met something unforeseen",
                    leased.subscription().id(),
                    e);
        }
    }

    private void send(Subscription subscription, Delivery delivery) {
        if (delivery.publishedAt().plus(properties.giveUpAfter()).isBefore(clock.instant())) {
            String last = delivery.failure();
            store.bury(delivery, last == null ? "not tried in time" : last, false, Duration.ZERO);
            return;
        }
        switch (sender.attempt(subscription, delivery)) {
            case WebhookSender.Outcome.Delivered() -> store.acknowledge(delivery);
            case WebhookSender.Outcome.Failed(String why) -> failed(delivery, why);
            case WebhookSender.Outcome.NotNow(Duration pause) -> {
                store.pause(subscription.id(), pause);
                endWhenTooMuchWaits(subscription.id());
            }
            case WebhookSender.Outcome.Nothing() -> store.drop(delivery);
            case WebhookSender.Outcome.Unsendable(String why) -> store.bury(delivery, why, false, Duration.ZERO);
            case WebhookSender.Outcome.NotAllowed(String why) -> {
                log.info("Subscription {} ends: {}", subscription.id(), why);
                store.end(subscription.id(), why);
            }
        }
    }

    private void failed(Delivery delivery, String why) {
        int failures =
                store.find(delivery.subscription()).map(Subscription::failures).orElse(0) + 1;
        Duration pause = properties.backoff(failures);
        if (delivery.attempts() + 1 >= properties.maxAttempts()) {
            store.bury(delivery, why, true, pause);
        } else {
            store.postpone(delivery, why, properties.backoff(delivery.attempts() + 1), pause);
        }
        endWhenTooMuchWaits(delivery.subscription());
    }

    private void endWhenTooMuchWaits(UUID subscription) {
        if (store.holdsMoreThan(subscription, properties.maxUndelivered())) {
            log.warn("Subscription {} ends: too much is undelivered", subscription);
            store.end(subscription, "too-much-undelivered");
        }
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        thread = Thread.ofVirtual().name("webhooks").start(() -> run(stop));
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        Thread running = thread;
        thread = null;
        try {
            if (running != null) {
                running.join(Duration.ofSeconds(5));
            }
            // What is on its way may still be acknowledged; what is not is sent again.
            if (free.tryAcquire(properties.parallel(), 5, TimeUnit.SECONDS)) {
                free.release(properties.parallel());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }
}
