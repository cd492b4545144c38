package io.govshare.ledger.anchor;

import io.govshare.chain.ChainInfo;

/** Where the anchors of this log live. */
public record Registry(long chainId, String contract, String logId, String sender) {

    static Registry of(ChainInfo info) {
        return new Registry(info.chainId(), info.contract(), info.logId(), info.sender());
    }
}
