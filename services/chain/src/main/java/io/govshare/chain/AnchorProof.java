package io.govshare.chain;

import io.govshare.proof.merkle.Hash;
import java.util.List;

/**
 * Proof that the contract holds {@code root} for {@code size}, in the form in which a receipt carries it.
 *
 * @param accountProof trie nodes from the header's state root to the contract's account, each with {@code 0x}
 * @param storageProof trie nodes from the account's storage root to the slot {@code roots[logId][size]}, each with
 *     {@code 0x}
 */
public record AnchorProof(
        ChainInfo chain,
        long size,
        Hash root,
        BlockHeader block,
        List<String> accountProof,
        List<String> storageProof) {
    public AnchorProof {
        accountProof = List.copyOf(accountProof);
        storageProof = List.copyOf(storageProof);
    }
}
