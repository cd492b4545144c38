package io.govshare.catalog.sealing;

import java.io.Serial;

/** A record's key cannot be unwrapped: it was altered, or its wrapping key is not in the key store. */
public final class WrappedKeyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    WrappedKeyException(String message, Throwable cause) {
        super(message, cause);
    }

    WrappedKeyException(String message) {
        super(message);
    }
}
