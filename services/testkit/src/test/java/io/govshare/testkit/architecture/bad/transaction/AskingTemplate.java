package io.govshare.testkit.architecture.bad.transaction;

import org.springframework.transaction.support.TransactionTemplate;

/** Asks a neighbour while its transaction is open. */
class AskingTemplate {

    private final TransactionTemplate transactions;
    private final Neighbour neighbour;

    AskingTemplate(TransactionTemplate transactions, Neighbour neighbour) {
        this.transactions = transactions;
        this.neighbour = neighbour;
    }

    void store() {
        transactions.executeWithoutResult(_ -> check());
    }

    private void check() {
        neighbour.ask("may I?");
    }
}
