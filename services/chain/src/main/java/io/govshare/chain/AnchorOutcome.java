package io.govshare.chain;

/** What the node said to a transaction. */
public sealed interface AnchorOutcome {
    /**
     * The node has the transaction, now or already; a block will contain it or {@link AnchorChain#mined} stays empty
     * and it has to be sent again.
     */
    record Accepted(String txHash) implements AnchorOutcome {}

    /**
     * The nonce is used up by a mined transaction. If that was this very one, {@link AnchorChain#mined} knows it;
     * otherwise the anchor has to be signed anew with {@link AnchorChain#nextNonce}.
     */
    record NonceTooLow(String message) implements AnchorOutcome {}

    /** The node will not take this transaction, however often it is sent. */
    record Rejected(String reason) implements AnchorOutcome {}

    /**
     * No answer, no free connection, a node that is not in sync, or a node of another chain: the transaction may or may
     * not be known. Send the same one again later.
     */
    record Unreachable(String reason) implements AnchorOutcome {}
}
