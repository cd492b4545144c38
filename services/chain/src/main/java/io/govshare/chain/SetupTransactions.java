package io.govshare.chain;

import java.util.Optional;

/** Keeps the transactions that set up a registry, so that after a crash or a long wait the same ones are sent again. */
public interface SetupTransactions {
    enum Step {
        DEPLOY,
        OPEN
    }

    /** @param sender whose transaction it must be; another key's is as good as none */
    Optional<SignedTransaction> find(Step step, String sender);

    /** Durable when it returns. Takes the place of the step's earlier one. */
    void keep(Step step, String sender, SignedTransaction transaction);

    /** It did not do; the step needs a new transaction. */
    void forget(Step step);
}
