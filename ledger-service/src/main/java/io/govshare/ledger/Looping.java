package io.govshare.ledger;

import org.springframework.context.SmartLifecycle;

/** A component with a loop of its own, which runs while the application does. */
public interface Looping extends SmartLifecycle {

    WakeableLoop loop();

    @Override
    default void start() {
        loop().start();
    }

    @Override
    default void stop() {
        loop().close();
    }

    @Override
    default boolean isRunning() {
        return loop().isRunning();
    }
}
