/**
 * The Merkle tree of RFC 9162 §2.1: hashing, proofs, and the frontier that lets a log grow without reading it back.
 *
 * <p>Written from the RFC. Checks are complete: a proof is refused when the index lies outside the tree, when hashes
 * are left over, and when the size claimed does not fit the path, so that not only membership but also position is
 * proven.
 */
@NullMarked
package io.govshare.proof.merkle;

import org.jspecify.annotations.NullMarked;
