package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.AnchorHead;
import io.govshare.chain.ChainMismatchException;
import io.govshare.ledger.log.AnchoredPast;
import io.govshare.ledger.log.LogHeads;
import io.govshare.ledger.log.LogProofs;
import io.govshare.proof.merkle.Hash;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What the contract holds of the log, compared with the log: once before this process signs anything, as far as the
 * endpoint knows, and again whenever the contract is to be led further.
 */
@Component
class ContractHistory implements AnchoredPast {

    private final Registries registries;
    private final LogHeads heads;
    private final LogProofs proofs;
    private volatile boolean compared;

    ContractHistory(Registries registries, LogHeads heads, LogProofs proofs) {
        this.registries = registries;
        this.heads = heads;
        this.proofs = proofs;
    }

    @Override
    public boolean isThisLogs() {
        return compared || registries.find().isEmpty();
    }

    /** @throws ChainMismatchException when the contract holds another history */
    void compareOnce(AnchorChain chain) {
        if (!compared) {
            sizeHeld(chain, heads.current().size());
            compared = true;
        }
    }

    /**
     * The size that the contract holds; 0 when it holds nothing of this log.
     *
     * @param size what the log has, and the contract at the most
     * @throws ChainMismatchException when the contract holds another history; the endpoint is doubted then, since another
     *     one may tell otherwise
     */
    long sizeHeld(AnchorChain chain, long size) {
        Optional<AnchorHead> held = chain.head();
        if (held.isEmpty()) {
            return 0;
        }
        AnchorHead head = held.get();
        if (head.size() > size) {
            throw refused(
                    chain,
                    "the contract holds size " + head.size() + " of this log, which has only " + size
                            + " leaves: the database is older than the chain");
        }
        if (!proofs.root(head.size()).equals(head.root())) {
            throw refused(
                    chain,
                    "the contract holds root " + head.root() + " for size " + head.size()
                            + ", which is not this log's: one of them was altered");
        }
        return head.size();
    }

    List<Hash> path(long from, long to) {
        return proofs.consistency(from, to).path();
    }

    private static ChainMismatchException refused(AnchorChain chain, String reason) {
        chain.doubt(reason);
        return new ChainMismatchException(reason);
    }
}
