package io.govshare.proof.chain;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.Hash;
import java.util.List;
import java.util.Optional;

/**
 * A block header as the chain encodes it. Forks add items at the end; they are kept as they are, so a verifier need not
 * know them.
 */
public final class BlockHeader {
    /** Far more than any header of a chain with a hundred validators. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int PARENT_HASH = 0;
    private static final int COINBASE = 2;
    private static final int STATE_ROOT = 3;
    private static final int DIFFICULTY = 7;
    private static final int NUMBER = 8;
    private static final int TIMESTAMP = 11;
    private static final int EXTRA_DATA = 12;
    private static final int MIX_HASH = 13;
    private static final int MIN_ITEMS = 15;
    private static final int MAX_ITEMS = 64;

    private final Rlp.Seq items;
    private final Hash stateRoot;
    private final long number;
    private final long timestamp;

    private BlockHeader(Rlp.Seq items) {
        int count = items.items().size();
        if (count < MIN_ITEMS || count > MAX_ITEMS) {
            throw new ProofFormatException("a block header has " + MIN_ITEMS + " items or more, not " + count);
        }
        this.items = items;
        this.stateRoot = Hash.of(items.bytes(STATE_ROOT));
        this.number = items.number(NUMBER);
        this.timestamp = items.number(TIMESTAMP);
    }

    public static BlockHeader parse(byte[] rlp) {
        if (rlp.length > MAX_BYTES) {
            throw new ProofFormatException("a block header has at most " + MAX_BYTES + " bytes");
        }
        return new BlockHeader(Rlp.decodeList(rlp));
    }

    /**
     * The block's hash. Under QBFT the seals and the round are left out, since each node may hold other seals for the
     * same block; the genesis block is hashed as it is.
     */
    public Hash hash(Consensus consensus) {
        return switch (consensus) {
            case DEVELOPMENT -> Keccak.hash(Rlp.encode(items));
            case QBFT -> number == 0 ? Keccak.hash(Rlp.encode(items)) : hash(qbft().forBlockHash());
        };
    }

    public long number() {
        return number;
    }

    public Hash stateRoot() {
        return stateRoot;
    }

    /** Seconds since 1970. */
    public long timestamp() {
        return timestamp;
    }

    Hash parentHash() {
        return Hash.of(items.bytes(PARENT_HASH));
    }

    /** The validators that a QBFT header lists, in its order. To be compared with those that are trusted. */
    List<Address> validators() {
        return qbft().validators();
    }

    Optional<QbftExtraData.Vote> vote() {
        return qbft().vote();
    }

    Address coinbase() {
        return Address.of(items.bytes(COINBASE));
    }

    long difficulty() {
        return items.number(DIFFICULTY);
    }

    byte[] mixHash() {
        return items.bytes(MIX_HASH);
    }

    QbftExtraData qbft() {
        return QbftExtraData.parse(items.bytes(EXTRA_DATA));
    }

    /** The hash of this header with other extra data. */
    Hash hash(Rlp.Seq extraData) {
        return Keccak.hash(Rlp.encode(items.with(EXTRA_DATA, Rlp.of(Rlp.encode(extraData)))));
    }
}
