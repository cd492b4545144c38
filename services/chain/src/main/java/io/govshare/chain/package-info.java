/**
 * The consortium chain as the rest of GovShare sees it, and the only code that knows Web3j.
 *
 * <p>The ledger anchors a log's head through {@link io.govshare.chain.AnchorChain}: it signs first, stores the
 * transaction's hash, then sends; so a crash at any point leaves either nothing or a transaction that can be looked up
 * and sent again unchanged. The audit reads through {@link io.govshare.chain.ReadOnlyChain}, which needs no key.
 *
 * <p>What can be expected to happen is a value ({@link io.govshare.chain.AnchorOutcome}); an exception means that the
 * chain could not be asked ({@link io.govshare.chain.ChainUnavailableException}: later, same call) or that its answer
 * contradicts what was pinned ({@link io.govshare.chain.ChainMismatchException}: never retry blindly, somebody has to
 * look).
 *
 * <p>Chain identifiers (addresses, log ids, transaction and block hashes) are lower-case hexadecimal with {@code 0x};
 * {@link io.govshare.proof.merkle.Hash} is used for hashes of the log's tree only.
 */
@NullMarked
package io.govshare.chain;

import org.jspecify.annotations.NullMarked;
