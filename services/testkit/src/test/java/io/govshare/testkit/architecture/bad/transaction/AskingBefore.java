package io.govshare.testkit.architecture.bad.transaction;

import org.springframework.transaction.support.TransactionTemplate;

/** Has its answer before the transaction begins, as it should be. */
class AskingBefore {

    private final TransactionTemplate transactions;
    private final Neighbour neighbour;

    AskingBefore(TransactionTemplate transactions, Neighbour neighbour) {
        this.transactions = transactions;
        this.neighbour = neighbour;
    }

    void store() {
        String answer = neighbour.ask("may I?");
        transactions.executeWithoutResult(_ -> keep(answer));
    }

    private static void keep(String answer) {
        if (answer.isEmpty()) {
            throw new IllegalStateException("no answer");
        }
    }
}
