package io.govshare.catalog.dcat;

import java.io.Serial;

/** The body as a whole is no catalogue of the format that was said. */
final class UnreadableCatalogueException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final long line;

    UnreadableCatalogueException(String reason) {
        this(reason, 0);
    }

    /** @param line from 1; 0 if not known */
    UnreadableCatalogueException(String reason, long line) {
        super(reason);
        this.reason = reason;
        this.line = line;
    }

    String reason() {
        return reason;
    }

    long line() {
        return line;
    }
}
