package io.govshare.testkit.architecture.bad.ledger.log;

import io.govshare.testkit.architecture.bad.catalog.Entry;

/** Uses another service's class. */
public class Tiles {

    Entry entry() {
        return new Entry("leaf");
    }
}
