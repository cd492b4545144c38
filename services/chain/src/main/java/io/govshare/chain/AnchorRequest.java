package io.govshare.chain;

import io.govshare.proof.merkle.ConsistencyProof;
import io.govshare.proof.merkle.Hash;
import java.util.List;

/**
 * A head to be anchored.
 *
 * @param size number of leaves, at least one
 * @param consistencyProof RFC 9162 path from the head anchored before; empty for the first anchor
 */
public record AnchorRequest(long size, Hash root, List<Hash> consistencyProof) {
    public AnchorRequest {
        if (size < 1) {
            throw new IllegalArgumentException("a head to anchor has at least one leaf, not " + size);
        }
        if (consistencyProof.size() > ConsistencyProof.MAX_PATH) {
            throw new IllegalArgumentException("consistency proof of " + consistencyProof.size() + " hashes");
        }
        consistencyProof = List.copyOf(consistencyProof);
    }
}
