package io.govshare.catalog.record;

import java.io.IOException;
import java.io.Serial;

/** A stored file is not what was written. */
final class AlteredFileException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    AlteredFileException(Throwable cause) {
        super("the stored file was altered", cause);
    }
}
