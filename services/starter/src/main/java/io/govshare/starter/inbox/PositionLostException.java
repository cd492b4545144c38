package io.govshare.starter.inbox;

import java.io.Serial;

/** Another process has read on from where this one believed to be. */
final class PositionLostException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    PositionLostException(String message) {
        super(message);
    }
}
