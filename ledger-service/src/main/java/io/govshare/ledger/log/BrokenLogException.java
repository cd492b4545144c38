package io.govshare.ledger.log;

import java.io.Serial;

/** What is stored contradicts the log's own checkpoints: somebody or something has altered it. */
public final class BrokenLogException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public BrokenLogException(String message) {
        super(message);
    }

    public BrokenLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
