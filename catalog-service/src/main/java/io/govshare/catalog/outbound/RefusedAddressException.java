package io.govshare.catalog.outbound;

import java.io.IOException;
import java.io.Serial;

/** The platform does not connect to this address; the message may be shown to whoever named it. */
public final class RefusedAddressException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
        super(message);
    }
}
