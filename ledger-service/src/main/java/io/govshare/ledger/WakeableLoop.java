package io.govshare.ledger;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named virtual thread that repeats one piece of work: as soon as it is woken, at the latest after the time that the
 * work asked for, and never more often than every {@code pause}. Waking while the work runs is remembered; waking twice
 * is waking once. The work finds out by itself what is to be done, so a lost or needless waking does no harm.
 */
public final class WakeableLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WakeableLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final String name;
    private final Duration pause;
    private final Supplier<Duration> work;
    private final Semaphore wakings = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    /**
     * @param pause shortest time from one end of the work to its next start
     * @param work answers how long it can wait when nobody wakes it
     */
    public WakeableLoop(String name, Duration pause, Supplier<Duration> work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    public synchronized void start() {
        if (thread == null) {
            stopping = false;
            thread = Thread.ofVirtual().name(name).start(this::run);
        }
    }

    public void wake() {
        if (wakings.availablePermits() == 0) {
            wakings.release();
        }
    }

    public boolean isRunning() {
        return thread != null;
    }

    /** Lets the work that is under way finish. */
    @Override
    public synchronized void close() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        stopping = true;
        wake();
        try {
            if (!running.join(LONGEST_STOP)) {
                LOG.warn("{} did not stop within {}", name, LONGEST_STOP);
                running.interrupt();
            }
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    private void run() {
        try {
            while (!stopping) {
                Duration wait = once();
                if (stopping) {
                    return;
                }
                Thread.sleep(pause);
                long rest = wait.minus(pause).toNanos();
                if (wakings.tryAcquire(Math.max(0, rest), TimeUnit.NANOSECONDS)) {
                    wakings.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was interrupted", name);
        }
    }

    /** The boundary for failures: whatever is not expected is reported and tried again; a loop never ends silently. */
    private Duration once() {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed and tries again", name, e);
            return AFTER_FAILURE;
        }
    }
}
