package io.govshare.ledger.anchor;

/** How a step of anchoring ended, which says when the next one is due. */
sealed interface Step {

    Step IDLE = new Idle();
    Step WAITING = new Waiting();
    Step DONE = new Done();

    /** Everything is anchored. */
    record Idle() implements Step {}

    /** A transaction waits for its block. */
    record Waiting() implements Step {}

    /** An anchor was confirmed; the next may follow at once. */
    record Done() implements Step {}

    /** Nothing was lost, and the same again at once would not help. */
    record Hindered(String reason) implements Step {}
}
