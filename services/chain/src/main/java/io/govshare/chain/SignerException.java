package io.govshare.chain;

/** The signer gave no signature, or not the one that was asked for. Nothing was sent. */
public class SignerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SignerException(String message) {
        super(message);
    }

    public SignerException(String message, Throwable cause) {
        super(message, cause);
    }
}
