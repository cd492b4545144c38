package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import java.util.Optional;

/**
 * Reaches the chain and finds this log's place on it.
 *
 * <p>Fails with {@link io.govshare.chain.ChainUnavailableException} when the chain does not answer (try again), and with
 * {@link io.govshare.chain.ChainMismatchException} when it is another chain or another contract than expected.
 */
interface ChainConnector {

    /**
     * @param known the registry that this log is in since an earlier start; needs no network. When empty, the configured
     *     one is used, or else one deployed, and the log is opened in it; only for the process whose turn it is to anchor
     */
    AnchorChain connect(Optional<Registry> known);
}
