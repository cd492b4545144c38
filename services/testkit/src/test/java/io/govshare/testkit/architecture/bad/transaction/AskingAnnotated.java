package io.govshare.testkit.architecture.bad.transaction;

import org.springframework.transaction.annotation.Transactional;

/** Asks a neighbour in a transaction that its caller does not see. */
class AskingAnnotated {

    private final Neighbour neighbour;

    AskingAnnotated(Neighbour neighbour) {
        this.neighbour = neighbour;
    }

    @Transactional
    public void store() {
        neighbour.ask("may I?");
    }
}
