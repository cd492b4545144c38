package io.govshare.catalog.ingest;

import java.io.IOException;
import java.io.Serial;

/** The header of a CSV body cannot be used, so no line of it can. */
final class BadHeaderException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final long line;

    BadHeaderException(long line, String reason) {
        super(reason);
        this.line = line;
    }

    long line() {
        return line;
    }
}
