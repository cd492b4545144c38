package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorSigner;
import io.govshare.chain.FakeAnchorChain;
import io.govshare.chain.SignedTransaction;
import io.govshare.chain.UnsignedTransaction;

/** The key that a chain in memory holds itself. */
record KeyOf(FakeAnchorChain chain) implements AnchorSigner {

    @Override
    public String address() {
        return chain.info().sender();
    }

    @Override
    public SignedTransaction sign(UnsignedTransaction transaction) {
        throw new AssertionError("only the chain itself signs");
    }
}
