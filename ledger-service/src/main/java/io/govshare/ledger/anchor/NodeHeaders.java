package io.govshare.ledger.anchor;

import io.govshare.chain.ChainUnavailableException;
import io.govshare.chain.ReadOnlyChain;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.ValidatorChangeSearch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node's headers, each asked for once, and none after the node has taken too long for those before. */
final class NodeHeaders implements ValidatorChangeSearch.Chain {

    private final ReadOnlyChain node;
    private final Duration patience;
    private final Map<Long, String> texts = new HashMap<>();
    private long since = System.nanoTime();

    /** @param patience for all headers together, counted anew at each {@link #progress} */
    NodeHeaders(ReadOnlyChain node, Duration patience) {
        this.node = node;
        this.patience = patience;
    }

    /** The headers have proven something: the node is worth more of the caller's time. */
    void progress() {
        since = System.nanoTime();
    }

    /** @throws ChainUnavailableException when the node has used up the caller's patience */
    @Override
    public Optional<BlockHeader> header(long number) {
        String text = texts.get(number);
        if (text == null) {
            text = asked(number);
            texts.put(number, text);
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(ValidatorChange.parse(text));
    }

    private String asked(long number) {
        if (System.nanoTime() - since > patience.toNanos()) {
            throw new ChainUnavailableException(
                    "took longer than " + patience.toMillis() + " ms to show " + texts.size() + " headers");
        }
        return node.block(number).map(io.govshare.chain.BlockHeader::rlp).orElse("");
    }

    ValidatorChange change(List<BlockHeader> run) {
        return new ValidatorChange(
                run.getLast().number(),
                run.stream()
                        .map(header -> texts.getOrDefault(header.number(), ""))
                        .toList());
    }
}
