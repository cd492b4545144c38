package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import io.govshare.chain.ReadOnlyChain;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.QbftSeals;
import io.govshare.proof.chain.ValidatorChangeSearch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final ValidatorHistory history;
    private final ReentrantLock following = new ReentrantLock();

    ValidatorFollower(ValidatorHistory history) {
        this.history = history;
    }

    /** Learns who had to seal the block, if that can be proven. */
    void follow(AnchorChain chain, long block) {
        if (!history.isTrusted()) {
            return;
        }
        following.lock();
        try {
            chain.shows(node -> isKnown(node, block));
        } finally {
            following.unlock();
        }
    }

    /** Whether this node has the block sealed by the set in force for it, after all changes that it can prove. */
    private boolean isKnown(ReadOnlyChain node, long block) {
        Headers headers = new Headers(node);
        try {
            Optional<BlockHeader> header = headers.header(block);
            Optional<ValidatorHistory.InForce> set = history.at(block);
            while (header.isPresent()
                    && set.isPresent()
                    && QbftSeals.defect(header.get(), set.get().addresses()).isPresent()) {
                if (!follow(headers, set.get(), block)) {
                    return false;
                }
                set = history.at(block);
            }
            return header.isPresent() && set.isPresent();
        } catch (ProofFormatException e) {
            LOG.debug("block {} or one before it cannot be read: {}", block, e.getMessage());
            return false;
        }
    }

    private boolean follow(Headers headers, ValidatorHistory.InForce set, long block) {
        Optional<ValidatorChange> found = new ValidatorChangeSearch(headers, set.addresses())
                .find(set.fromBlock(), block, set.base(), run -> history.holds(headers.change(run)))
                .map(headers::change);
        found.ifPresent(history::add);
        return found.isPresent();
    }

    /** A node's headers, each asked for once. */
    private static final class Headers implements ValidatorChangeSearch.Chain {

        private final ReadOnlyChain node;
        private final Map<Long, String> texts = new HashMap<>();

        Headers(ReadOnlyChain node) {
            this.node = node;
        }

        @Override
        public Optional<BlockHeader> header(long number) {
            String text = texts.get(number);
            if (text == null) {
                text = node.block(number)
                        .map(io.govshare.chain.BlockHeader::rlp)
                        .orElse("");
                texts.put(number, text);
            }
            return text.isEmpty() ? Optional.empty() : Optional.of(ValidatorChange.parse(text));
        }

        ValidatorChange change(List<BlockHeader> run) {
            return new ValidatorChange(
                    run.getLast().number(),
                    run.stream()
                            .map(header -> texts.getOrDefault(header.number(), ""))
                            .toList());
        }
    }
}
