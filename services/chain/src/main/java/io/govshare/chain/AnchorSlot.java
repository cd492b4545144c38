package io.govshare.chain;

import io.govshare.proof.merkle.Hash;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Where the contract's storage holds `roots[logId][size]`, and what a proof of it must contain.
final class AnchorSlot {
    private static final int WORD = 32;

    private AnchorSlot() {}

    /// Solidity's place of a nested mapping at slot 0: `keccak256(size . keccak256(logId . 0))`, each padded to 32
    /// bytes.
    static String of(byte[] logId, long size) {
        byte[] outer = keccak(logId, new byte[WORD]);
        byte[] key = new byte[WORD];
        byte[] digits = BigInteger.valueOf(size).toByteArray();
        System.arraycopy(digits, 0, key, WORD - digits.length, digits.length);
        return Hex.of(keccak(key, outer));
    }

    private static byte[] keccak(byte[] left, byte[] right) {
        byte[] both = new byte[2 * WORD];
        System.arraycopy(left, 0, both, 0, WORD);
        System.arraycopy(right, 0, both, WORD, WORD);
        return org.web3j.crypto.Hash.sha3(both);
    }

    static AnchorProof proof(ChainInfo chain, long size, BlockHeader block, RpcAnswers.@Nullable ProofFields fields) {
        // Besu answers for an account that does not exist without any slot, although one was asked for.
        if (fields == null || fields.storageProof().size() != 1) {
            throw new StateGoneException("no proof of " + chain.contract() + " at block " + block.number());
        }
        RpcAnswers.SlotProof slot = fields.storageProof().get(0);
        BigInteger value = Hex.number(slot.value());
        if (value.signum() == 0) {
            throw new ChainMismatchException("size " + size + " is not anchored at block " + block.number());
        }
        return new AnchorProof(chain, size, root(value), block, fields.accountProof(), slot.proof());
    }

    private static Hash root(BigInteger value) {
        byte[] root = new byte[WORD];
        byte[] digits = value.toByteArray();
        int from = Math.max(0, digits.length - WORD);
        System.arraycopy(digits, from, root, WORD - (digits.length - from), digits.length - from);
        return Hash.of(root);
    }
}
