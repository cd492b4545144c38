package io.govshare.testkit.architecture.bad.ledger.log;

import io.govshare.testkit.architecture.bad.ledger.receipt.Receipt;

/** Reaches for the last stage. */
class EagerLog {

    Receipt receipt() {
        return new Receipt("early");
    }
}
