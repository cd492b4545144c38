package io.govshare.testkit.architecture.bad.transaction;

import io.govshare.testkit.architecture.bad.chain.ReadOnlyChain;
import io.govshare.testkit.architecture.bad.starter.inbox.InboxListener;
import java.util.List;

/** Asks the chain in the inbox's transaction. */
class OverviewListener implements InboxListener {

    private final ReadOnlyChain chain;
    private long height;

    OverviewListener(ReadOnlyChain chain) {
        this.chain = chain;
    }

    @Override
    public void onEvents(List<String> events) {
        height = chain.height();
    }

    long height() {
        return height;
    }
}
