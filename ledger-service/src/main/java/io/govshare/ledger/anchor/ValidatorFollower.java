package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.chain.ReadOnlyChain;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.QbftSeals;
import io.govshare.proof.chain.ValidatorChangeSearch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows the consortium's votes: where a block lists other validators than those known for it, looks for the headers
 * that prove the change, one change after the other, and keeps them. Each endpoint is asked alone, for one that lies can
 * hide a change and cannot invent one.
 */
@Component
class ValidatorFollower {

    private static final Logger LOG = LoggerFactory.getLogger(ValidatorFollower.class);

    /** What one node may take to prove one change. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a reader waits for somebody else who follows. */
    private static final Duration TURN = Duration.ofSeconds(2);

    private final ValidatorHistory history;
    private final ReentrantLock following = new ReentrantLock();

    ValidatorFollower(ValidatorHistory history) {
        this.history = history;
    }

    /** Learns who had to seal the block, if that can be proven. */
    void follow(AnchorChain chain, long block) {
        follow(chain, block, PATIENCE);
    }

    /** @param patience with each node, for each change that it proves */
    void follow(AnchorChain chain, long block, Duration patience) {
        if (!history.isTrusted()) {
            return;
        }
        following.lock();
        try {
            chain.shows(node -> isKnown(node, block, patience));
        } finally {
            following.unlock();
        }
    }

    /**
     * As {@link #follow}, for a caller who cannot wait until somebody else has followed.
     *
     * @throws ChainUnavailableException when somebody else is at it for longer than a moment
     */
    void followInTurn(AnchorChain chain, long block) {
        if (!history.isTrusted()) {
            return;
        }
        try {
            if (!following.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ChainUnavailableException("changes of validators are being looked for");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted", e);
        }
        try {
            chain.shows(node -> isKnown(node, block, PATIENCE));
        } finally {
            following.unlock();
        }
    }

    /** Whether this node has the block sealed by the set in force for it, after all changes that it can prove. */
    private boolean isKnown(ReadOnlyChain node, long block, Duration patience) {
        NodeHeaders headers = new NodeHeaders(node, patience);
        try {
            Optional<BlockHeader> header = headers.header(block);
            Optional<ValidatorHistory.InForce> set = history.at(block);
            while (header.isPresent()
                    && set.isPresent()
                    && QbftSeals.defect(header.get(), set.get().addresses()).isPresent()) {
                Optional<ValidatorHistory.InForce> before = set;
                if (!follow(headers, before.get(), block)) {
                    return false;
                }
                set = history.at(block);
                if (set.equals(before)) {
                    LOG.warn("a change of validators before block {} was found, and could not be kept", block);
                    return false;
                }
            }
            return header.isPresent() && set.isPresent();
        } catch (ProofFormatException e) {
            LOG.debug("block {} or one before it cannot be read: {}", block, e.getMessage());
            return false;
        }
    }

    private boolean follow(NodeHeaders headers, ValidatorHistory.InForce set, long block) {
        Optional<ValidatorChange> found = new ValidatorChangeSearch(headers, set.addresses())
                .find(set.fromBlock(), block, set.base(), run -> history.holds(headers.change(run)))
                .map(headers::change);
        found.ifPresent(change -> {
            history.add(change);
            headers.progress();
        });
        return found.isPresent();
    }
}
