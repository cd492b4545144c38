package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Hash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The state of the {@code AnchorRegistry} contract, read by proof: slot 0 maps a log and a size to the root anchored
 * there.
 */
public final class AnchorRegistryState {
    private static final long ROOTS_SLOT = 0;
    private static final int ACCOUNT_ITEMS = 4;
    private static final int STORAGE_ROOT = 2;

    private AnchorRegistryState() {}

    /**
     * The storage slot of {@code roots[logId][size]}: the key of a mapping's value is the hash of key and slot, once
     * per level of mapping.
     */
    public static Hash rootSlot(Hash logId, long size) {
        Hash inner = Keccak.hash(logId.bytes(), word(ROOTS_SLOT));
        return Keccak.hash(word(size), inner.bytes());
    }

    /** The root of the contract's storage, empty when the proof shows that there is no such account. */
    public static Optional<Hash> storageRoot(Hash stateRoot, Address contract, List<byte[]> accountProof) {
        return TrieProof.value(stateRoot, Keccak.hash(contract.bytes()), accountProof)
                .map(value -> {
                    Rlp.Seq account = Rlp.decodeList(value);
                    if (account.items().size() != ACCOUNT_ITEMS) {
                        throw new ProofFormatException("an account has 4 items");
                    }
                    return Hash.of(account.bytes(STORAGE_ROOT));
                });
    }

    /** The root anchored for a size, empty when the proof shows that there is none. */
    public static Optional<Hash> anchoredRoot(Hash storageRoot, Hash logId, long size, List<byte[]> storageProof) {
        Hash slot = rootSlot(logId, size);
        return TrieProof.value(storageRoot, Keccak.hash(slot.bytes()), storageProof)
                .map(AnchorRegistryState::word);
    }

    /** A storage word: the shortest form on the trie, 32 bytes in the contract. */
    private static Hash word(byte[] rlp) {
        if (!(Rlp.decode(rlp) instanceof Rlp.Text text)) {
            throw new ProofFormatException("a storage value is a byte string");
        }
        byte[] shortest = text.bytes();
        if (shortest.length == 0 || shortest.length > Hash.BYTES || shortest[0] == 0) {
            throw new ProofFormatException("a storage value is 1 to 32 bytes without leading zeros");
        }
        byte[] word = new byte[Hash.BYTES];
        System.arraycopy(shortest, 0, word, Hash.BYTES - shortest.length, shortest.length);
        return Hash.of(word);
    }

    private static byte[] word(long value) {
        return ByteBuffer.allocate(Hash.BYTES)
                .putLong(Hash.BYTES - Long.BYTES, value)
                .array();
    }
}
