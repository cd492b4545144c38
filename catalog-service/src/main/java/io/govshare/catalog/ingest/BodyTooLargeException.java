package io.govshare.catalog.ingest;

import java.io.IOException;
import java.io.Serial;

/** The body goes on behind the most bytes that one intake takes. */
final class BodyTooLargeException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final long limit;

    BodyTooLargeException(long limit) {
        super("the body is longer than " + limit + " bytes");
        this.limit = limit;
    }

    long limit() {
        return limit;
    }
}
