package io.govshare.catalog.sealing;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The file of the agencies' keys cannot be used; the service cannot work without it. */
final class KeyFileException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    KeyFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
