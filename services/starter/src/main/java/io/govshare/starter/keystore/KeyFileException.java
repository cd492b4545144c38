package io.govshare.starter.keystore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The file of the agencies' keys cannot be used; the service cannot work without it. */
public final class KeyFileException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    KeyFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
