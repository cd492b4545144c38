package io.govshare.proof.corpus;

import io.govshare.proof.chain.TestTrie;
import io.govshare.proof.merkle.Hash;

/**
 * A root on the chain: the signed checkpoint, the tries that hold it, and the block that sealed them.
 *
 * @param note the signed checkpoint
 */
record Anchoring(long size, Hash root, String note, TestTrie storage, TestTrie state, SealedBlock block) {}
