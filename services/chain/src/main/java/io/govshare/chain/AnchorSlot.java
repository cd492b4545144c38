package io.govshare.chain;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.merkle.Hash;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the contract's storage holds {@code roots[logId][size]}, and what the node says about it, taken only when
 * proven.
 */
final class AnchorSlot {
    private AnchorSlot() {}

    static String of(String logId, long size) {
        return "0x" + AnchorRegistryState.rootSlot(Hash.fromHex(logId), size).hex();
    }

    /** Checks what a receipt's reader will check, so that no receipt is made from a proof that does not hold. */
    static AnchorProof proof(ChainInfo chain, long size, BlockHeader block, RpcAnswers.@Nullable ProofFields fields) {
        // Besu answers for an account that does not exist without any slot, although one was asked for.
        if (fields == null || fields.storageProof().size() != 1) {
            throw new StateGoneException("no proof of " + chain.contract() + " at block " + block.number());
        }
        List<String> storageProof = fields.storageProof().get(0).proof();
        Hash root = proven(chain, size, block, bytes(fields.accountProof()), bytes(storageProof))
                .orElseThrow(() ->
                        new ChainMismatchException("size " + size + " is not anchored at block " + block.number()));
        return new AnchorProof(chain, size, root, block, fields.accountProof(), storageProof);
    }

    private static Optional<Hash> proven(
            ChainInfo chain, long size, BlockHeader block, List<byte[]> accountProof, List<byte[]> storageProof) {
        try {
            return AnchorRegistryState.storageRoot(
                            Hash.fromHex(block.stateRoot()), Address.of(Hex.bytes(chain.contract())), accountProof)
                    .flatMap(storage ->
                            AnchorRegistryState.anchoredRoot(storage, Hash.fromHex(chain.logId()), size, storageProof));
        } catch (ProofFormatException e) {
            throw new ChainMismatchException(
                    "the node's proof at block " + block.number() + " does not hold: " + Quoted.of(e.getMessage()), e);
        }
    }

    private static List<byte[]> bytes(List<String> nodes) {
        return nodes.stream().map(Hex::bytes).toList();
    }
}
