package io.govshare.proof;

/**
 * The input is not in the form it claims to have. The message names the place and what was expected, without echoing
 * the input beyond a few characters, so it may be shown to whoever sent it.
 */
public final class ProofFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProofFormatException(String message) {
        super(message);
    }

    public ProofFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
