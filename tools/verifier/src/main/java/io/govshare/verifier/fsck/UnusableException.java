package io.govshare.verifier.fsck;

import java.io.Serial;

/** No verdict is possible: somebody gives no answer, or one that cannot be understood. */
final class UnusableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
        super(message);
    }

    UnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
