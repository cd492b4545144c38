package io.govshare.starter.request;

import java.io.IOException;
import java.io.Serial;

/** The body went past its limit while being read. */
public final class BodyTooLargeException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long limit) {
        super("The body is larger than " + limit + " bytes");
    }
}
