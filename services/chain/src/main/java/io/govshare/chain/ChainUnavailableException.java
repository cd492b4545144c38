package io.govshare.chain;

/** The node gave no usable answer in time. Nothing is known to have happened; the same call may succeed later. */
public class ChainUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChainUnavailableException(String message) {
        super(message);
    }

    public ChainUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
