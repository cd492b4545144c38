package io.govshare.chain;

/** One endpoint says so, and no second one has said the same yet. */
public class UnagreedException extends ChainUnavailableException {
    private static final long serialVersionUID = 1L;

    public UnagreedException(String message) {
        super(message);
    }
}
