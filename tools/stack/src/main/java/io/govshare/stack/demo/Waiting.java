package io.govshare.stack.demo;

import java.time.Duration;

/** A short pause between two looks. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private Waiting() {}

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryInterruptedException(e);
        }
    }
}
