package io.govshare.catalog.record;

import java.io.Serial;

/** A number whose exponent no exact arithmetic can hold. */
final class NumberOutOfRangeException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NumberOutOfRangeException(NumberFormatException cause) {
        super("a number is out of range", cause);
    }
}
