package io.govshare.chain;

/**
 * The node's answer contradicts what was configured or what it said before: another chain id, a foreign contract, a
 * header that does not hash to its block's hash, a proof that does not verify. Retrying does not help.
 */
public class ChainMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChainMismatchException(String message) {
        super(message);
    }

    public ChainMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
