package io.govshare.catalog.record;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Ends the check of a record at the first thing that is wrong; never leaves {@link RecordVerifier}. */
final class FoundCorruptException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String what;

    FoundCorruptException(String what) {
        this(what, null);
    }

    FoundCorruptException(String what, @Nullable Throwable cause) {
        super(what, cause);
        this.what = what;
    }

    String what() {
        return what;
    }
}
