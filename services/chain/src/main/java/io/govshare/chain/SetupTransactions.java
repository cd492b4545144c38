package io.govshare.chain;

import java.util.Optional;

/** Keeps the transactions that set up a registry, so that after a crash or a long wait the same ones are sent again. */
public interface SetupTransactions {
    enum Step {
        DEPLOY,
        OPEN
    }

    Optional<SignedTransaction> find(Step step);

    /** Durable when it returns. Takes the place of the step's earlier one. */
    void keep(Step step, SignedTransaction transaction);

    /** Its nonce was taken by another one; the step needs a new transaction. */
    void forget(Step step);
}
