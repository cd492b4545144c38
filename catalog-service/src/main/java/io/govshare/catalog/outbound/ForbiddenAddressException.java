package io.govshare.catalog.outbound;

import java.io.Serial;
import java.net.UnknownHostException;

/** A name has an address that is not out in the internet. */
final class ForbiddenAddressException extends UnknownHostException {

    @Serial
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String host) {
        super(host);
    }
}
