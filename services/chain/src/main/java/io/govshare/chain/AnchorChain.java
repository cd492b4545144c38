package io.govshare.chain;

import io.govshare.proof.merkle.Hash;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts the heads of one log on the chain, and proves that they are there.
 *
 * <p>The order of use is sign, store, send, ask {@link #mined}: the transaction's hash is known and durable before a
 * node can see it. After a crash the stored bytes are sent again; that is harmless, since the nonce admits one
 * transaction only. Whoever replaces a signed anchor by another one of the same nonce asks for both, since either may
 * get into a block.
 *
 * <p>Nonces are the caller's: {@link #nextNonce} is a start value after a restart, not a counter. One sender per log;
 * two processes that anchor with the same key would take each other's nonces.
 *
 * <p>Failures are those of {@link ReadOnlyChain}; {@link #send} reports them as {@link AnchorOutcome.Unreachable}
 * instead of throwing.
 */
public interface AnchorChain extends ReadOnlyChain {
    ChainInfo info();

    /**
     * Asks no node, but may ask a signing service.
     *
     * @param gasPrice to be offered, in wei
     * @throws SignerException when there is no signature
     */
    SignedAnchor sign(AnchorRequest request, long nonce, long gasPrice);

    /** For a chain where gas is free. */
    default SignedAnchor sign(AnchorRequest request, long nonce) {
        return sign(request, nonce, 0);
    }

    /** What the chain asks for a unit of gas now, in wei. */
    long gasPrice();

    /** The first nonce that neither a mined transaction nor one waiting in this node's pool uses. */
    long nextNonce();

    /**
     * Hands the transaction to the node. Idempotent: a transaction that the node knows already is accepted again.
     * Accepted means known to one node, not mined; ask {@link #mined}, and send again as long as it answers nothing.
     */
    AnchorOutcome send(SignedAnchor anchor);

    /** The same to every endpoint there is, for a transaction that no block has taken in its time. */
    default AnchorOutcome sendEverywhere(SignedAnchor anchor) {
        return send(anchor);
    }

    /** What became of the transaction; empty as long as no block contains it. */
    Optional<MinedAnchor> mined(String txHash);

    /**
     * Header, account proof and storage proof of an anchor at the given block, which need not be the block that
     * anchored it, only not an earlier one. Checked against each other before they are returned.
     *
     * <p>Nodes forget old states (Besu: 512 blocks back; the development chain: at a restart): capture the proof at
     * once, or, after a {@link StateGoneException}, take one at the present {@link #chainHead}, where the anchor stands
     * too.
     *
     * @throws ChainMismatchException also when the contract holds no such anchor at that block, or endpoints disagree
     * @throws UnagreedException when there are several endpoints and no second one has the block yet
     * @throws StateGoneException when the node cannot prove that block's state (any more)
     */
    AnchorProof prove(long size, long blockNumber);

    /**
     * As {@link #anchoredRoot}, by two endpoints' word where there are several. Blames nobody for saying otherwise.
     *
     * @throws UnagreedException when there are several endpoints and no two say the same
     */
    default Optional<Hash> agreedRoot(long size) {
        return anchoredRoot(size);
    }

    /**
     * Whether the chain shows something that proves itself, through whichever endpoint: each one is asked alone, until
     * one shows it. Not to show it is no reason for doubt; to be late with it is one to ask another endpoint first.
     *
     * @param shows asks what it needs and says whether that is proof; may fail as {@link ReadOnlyChain} does
     */
    default boolean shows(Predicate<ReadOnlyChain> shows) {
        return shows.test(this);
    }

    /** The caller knows that the last answers cannot be; where there is another endpoint, it is asked from now on. */
    default void doubt(String reason) {}

    /**
     * A transaction came to nothing that was built on the last {@link #head}. Whoever told of that head may be wrong, or
     * nobody is: where there is another endpoint, it is asked for a moment.
     */
    default void passOver(String reason) {}
}
