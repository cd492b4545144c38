/**
 * What a verifier must know of the consortium chain, and no more: header hashes and seals by the rules of Besu's QBFT,
 * state proofs, and where the {@code AnchorRegistry} contract keeps a log's roots. Nothing here talks to a node.
 *
 * <p>All decoding is strict: one byte string for each value, everything used up, depth and length bounded.
 */
@NullMarked
package io.govshare.proof.chain;

import org.jspecify.annotations.NullMarked;
