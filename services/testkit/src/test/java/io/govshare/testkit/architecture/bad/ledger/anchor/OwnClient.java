package io.govshare.testkit.architecture.bad.ledger.anchor;

import org.web3j.utils.Numeric;

/** Speaks to the chain by itself. */
class OwnClient {

    String hex(byte[] bytes) {
        return Numeric.toHexString(bytes);
    }
}
