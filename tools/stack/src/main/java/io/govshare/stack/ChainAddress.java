package io.govshare.stack;

import io.govshare.stack.part.DevelopmentChain;
import java.net.URI;
import java.util.List;

/**
 * The chain the ledger anchors to.
 *
 * @param consensus {@code qbft} for a Besu, whose blocks carry validators' seals; {@code development} for anything else
 * @param validators the consortium's at this moment; whoever verifies receipts pins a list of their own
 */
record ChainAddress(URI url, long id, String consensus, List<String> validators) {

    static URI url(StackOptions options) {
        return options.chainUrl()
                .orElseGet(
                        () -> URI.create("http://127.0.0.1:" + options.ports().of(Component.CHAIN)));
    }

    /** Asks an existing chain for its id; the development chain's is known before it runs. */
    static ChainAddress of(StackOptions options) {
        URI url = url(options);
        if (options.chainUrl().isEmpty()) {
            return new ChainAddress(url, DevelopmentChain.CHAIN_ID, "development", List.of());
        }
        long id = DevelopmentChain.chainId(url)
                .orElseThrow(() -> new StackException(
                        "No chain answers at " + url + " (eth_chainId); check the address given with --chain-url."));
        return DevelopmentChain.isBesu(url)
                ? new ChainAddress(url, id, "qbft", DevelopmentChain.validators(url))
                : new ChainAddress(url, id, "development", List.of());
    }
}
