package io.govshare.starter.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronization;

/** Tells the relay of this process that a transaction with events has committed. Many calls make one wake-up. */
final class WakeUp implements TransactionSynchronization {

    private final Semaphore signal = new Semaphore(0);

    @Override
    public void afterCommit() {
        wake();
    }

    void wake() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    void await(Duration atMost) throws InterruptedException {
        if (signal.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }
}
