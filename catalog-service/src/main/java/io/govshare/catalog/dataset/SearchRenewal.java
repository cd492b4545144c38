package io.govshare.catalog.dataset;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings datasets to the present {@link SearchTerms#EDITION}, some at a time, while the service runs. Until then they are found
 * by what was indexed then. Several instances share the work; what fails is tried again.
 */
@Component
final class SearchRenewal implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SearchRenewal.class);

    private static final int BATCH = 100;
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);
    /** An instance of an earlier release, not yet replaced, may still add some. */
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(10);

    private final DatasetStore store;
    private final TransactionTemplate transactions;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    SearchRenewal(DatasetStore store, TransactionTemplate transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** How many were renewed; 0 when all are of the present edition. */
    int renewSome() {
        Integer renewed = transactions.execute(_ -> {
            var datasets = store.ofEarlierEdition(BATCH);
            datasets.forEach(store::updateSearch);
            return datasets.size();
        });
        return renewed == null ? 0 : renewed;
    }

    private void run(CountDownLatch stop) {
        try {
            Duration pause = Duration.ZERO;
            while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration round() {
        try {
            return renewSome() == 0 ? BETWEEN_ROUNDS : Duration.ZERO;
        } catch (DataAccessException | TransactionException e) {
            log.warn("Datasets cannot be brought to the present edition of the search yet: {}", e.getMessage());
            return AFTER_A_FAILURE;
        }
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        Thread.ofVirtual().name("search-renewal").start(() -> run(stop));
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
