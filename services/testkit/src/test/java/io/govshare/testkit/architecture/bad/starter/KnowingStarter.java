package io.govshare.testkit.architecture.bad.starter;

import io.govshare.testkit.architecture.bad.catalog.Entry;

/** Knows what is built from it. */
class KnowingStarter {

    Entry entry() {
        return new Entry("known");
    }
}
