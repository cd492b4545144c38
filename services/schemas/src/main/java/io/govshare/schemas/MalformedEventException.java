package io.govshare.schemas;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A message is not the event that its topic promises. Reading it again gives the same result. */
public final class MalformedEventException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
