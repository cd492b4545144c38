package io.govshare.stack.demo;

import java.io.Serial;

/** Somebody wants the story to end. */
final class StoryInterruptedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StoryInterruptedException(InterruptedException cause) {
        super("interrupted", cause);
    }
}
