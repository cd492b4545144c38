package io.govshare.testkit.architecture.bad.transaction;

import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

/** One careless line away from a call in a transaction. */
class ClientAtHand {

    private final TransactionTemplate transactions;
    private final RestClient client;

    ClientAtHand(TransactionTemplate transactions, RestClient client) {
        this.transactions = transactions;
        this.client = client;
    }

    void store() {
        transactions.executeWithoutResult(_ -> {});
    }

    Object ask() {
        return client.get();
    }
}
