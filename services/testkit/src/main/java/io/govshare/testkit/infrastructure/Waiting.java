package io.govshare.testkit.infrastructure;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for conditions, with an end. */
public final class Waiting {

    private Waiting() {}

    /** @throws AssertionError when the condition does not hold in time */
    public static void until(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited " + patience + " in vain for " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError("Interrupted while waiting for " + what, e);
            }
        }
    }
}
