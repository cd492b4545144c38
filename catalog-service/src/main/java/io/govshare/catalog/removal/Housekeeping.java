package io.govshare.catalog.removal;

import io.govshare.catalog.sealing.WrappedKeyException;
import io.govshare.starter.problem.ProblemException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The thread on which what is due happens by itself, in turn, for as long as the service runs. Each piece of work is
 * such that it can be cut off anywhere and done again, and by several instances at once; what fails is tried again at the
 * next turn.
 */
@Component
class Housekeeping implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final List<Chore> chores;
    private final RemovalProperties properties;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    Housekeeping(List<Chore> chores, RemovalProperties properties) {
        this.chores = chores;
        this.properties = properties;
    }

    /** One piece of work. */
    interface Chore {

        /** Does what is due. */
        void run();
    }

    private void run(CountDownLatch stop) {
        try {
            while (!stop.await(properties.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                chores.forEach(Housekeeping::run);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Chore chore) {
        try {
            chore.run();
        } catch (DataAccessException
                | TransactionException
                | ProblemException
                | WrappedKeyException
                | UncheckedIOException e) {
            log.warn("{} goes on later", chore.getClass().getSimpleName(), e);
        }
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        Thread.ofVirtual().name("housekeeping").start(() -> run(stop));
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }
}
