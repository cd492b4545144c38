/// Everything needed to check evidence, and nothing else: Merkle tree, checkpoints, seals, chain headers, receipts.
///
/// Producers and verifiers call the same code, so an entry is computed in exactly one way. The module depends on the
/// JDK and on Bouncy Castle's lightweight API (Keccak-256, secp256k1, fast signing). It opens no file and no
/// connection,
/// keeps
/// no state, and reads no clock. Whatever cannot be read is refused with [ProofFormatException]; whatever can be read
/// but does not hold is a value, never an exception.
///
/// Inside, packages stand in line and may only look left: `merkle`, `log`, `json`, `seal`, `chain`, `receipt`.
@NullMarked
package io.govshare.proof;

import org.jspecify.annotations.NullMarked;
