/**
 * Everything needed to check evidence, and nothing else: Merkle tree, checkpoints, seals, chain headers, receipts.
 *
 * <p>Producers and verifiers call the same code, so an entry is computed in exactly one way. The module depends on the
 * JDK and on Bouncy Castle's lightweight API (Keccak-256, secp256k1, fast seals). It opens no file and no connection,
 * keeps no state, and reads no clock. Whatever cannot be read is refused with {@link ProofFormatException}; whatever
 * can be read but does not hold is a value, never an exception.
 *
 * <p>Inside, packages stand in line and may only look left: {@code merkle}, {@code log}, {@code json}, {@code seal},
 * {@code chain}, {@code receipt}.
 */
@NullMarked
package io.govshare.proof;

import org.jspecify.annotations.NullMarked;
