package io.govshare.ledger;

import org.springframework.context.SmartLifecycle;

/**
 * Looks once, before anything signs, serves or listens, and ends the start of the service by what it throws. Not while
 * components are made: the run that makes the start-up cache makes them without a database.
 */
public abstract class StartCheck implements SmartLifecycle {

    private volatile boolean passed;

    protected abstract void check();

    @Override
    public final void start() {
        check();
        passed = true;
    }

    @Override
    public final void stop() {
        // Components that start again are those that were checked.
    }

    @Override
    public final boolean isRunning() {
        return passed;
    }

    @Override
    public final int getPhase() {
        return Integer.MIN_VALUE;
    }
}
