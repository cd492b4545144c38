package io.govshare.ledger;

import java.io.Serial;

/**
 * The keys at hand are not those of the log in the database. Under another key it would be another log of the same
 * name, which its readers must take for a fork.
 */
public final class WrongKeyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param finding what does not fit, without a full stop
     * @param remedy what the operator can do
     */
    public WrongKeyException(String finding, String remedy) {
        super(finding);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
