package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.ledger.TestLedger;

/** What the anchor loop does before it takes a step, for tests that take the steps themselves. */
final class Connected {

    private Connected() {}

    static AnchorChain chain(TestLedger ledger) {
        AnchorChain chain = ledger.get(ChainLink.class).chain();
        ledger.get(ContractHistory.class).compareOnce(chain);
        return chain;
    }
}
