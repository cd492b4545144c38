package io.govshare.chain;

/** The node no longer holds (or does not hold yet) the state of the block that was asked for. */
public class StateGoneException extends ChainUnavailableException {
    private static final long serialVersionUID = 1L;

    public StateGoneException(String message) {
        super(message);
    }
}
