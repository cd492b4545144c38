package io.govshare.catalog.agreement;

import io.govshare.starter.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the end of an agreement a sealed fact. The provider's key seals it, or the consumer's when the provider has none.
 *
 * <p>Of several instances of the service one works at a time, by an advisory lock that PostgreSQL gives to one transaction;
 * whatever happens to that instance, the lock ends with it. An agreement that cannot be sealed holds up no other, and is
 * tried again in the next round.
 */
@Component
final class AgreementExpiry implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AgreementExpiry.class);

    /** Who acts, in the statements. */
    private static final String OPERATOR = "agreement-expiry";

    private static final int PAGE = 200;

    private final Agreements agreements;
    private final AgreementSteps steps;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Duration interval;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    AgreementExpiry(
            Agreements agreements,
            AgreementSteps steps,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AgreementProperties properties) {
        this.agreements = agreements;
        this.steps = steps;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.interval = properties.expiryInterval();
    }

    /** Ends all that is over, unless another instance is at it. */
    void round() {
        Agreement last = null;
        List<Agreement> page;
        do {
            page = agreements.over(last, PAGE);
            for (Agreement agreement : page) {
                if (!end(agreement)) {
                    return;
                }
                last = agreement;
            }
        } while (page.size() == PAGE && isRunning());
    }

    /** False when another instance is at it. */
    private boolean end(Agreement agreement) {
        try {
            return transactions.execute(_ -> holdsLease() && expired(agreement));
        } catch (ProblemException e) {
            log.debug("Agreement {} is not ended yet: {}", agreement.id(), e.detail());
            return true;
        }
    }

    /** Until the transaction's end. */
    private boolean holdsLease() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('agreement-expiry', 0))")
                .query(Boolean.class)
                .single();
    }

    private boolean expired(Agreement agreement) {
        try {
            steps.expire(agreement, agreement.terms().provider(), OPERATOR);
        } catch (ProblemException e) {
            if (e.code() instanceof AgreementProblem) {
                throw e;
            }
            steps.expire(agreement, agreement.terms().consumer(), OPERATOR);
        }
        return true;
    }

    private void run(CountDownLatch stop) {
        try {
            while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    round();
                } catch (DataAccessException | TransactionException e) {
                    log.warn("Agreements past their end are looked for again in {}: {}", interval, e.getMessage());
                } catch (RuntimeException e) {
                    // The boundary of this thread: one that ended silently would be found days later.
                    log.error("Looking for agreements past their end met something unforeseen and goes on", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        Thread.ofVirtual().name("agreement-expiry").start(() -> run(stop));
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
