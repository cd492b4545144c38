package io.govshare.chain;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Consensus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * Rebuilds a header's bytes from the JSON of {@code eth_getBlockByNumber}, which every node serves without a debug API,
 * and believes them only when they hash to what the node says the block's hash is.
 */
final class BlockHeaders {
    /**
     * In header order. The later ones came with London, Shanghai (1), Cancun (3) and Prague (1); a fork that adds
     * another field shows as a hash that does not match.
     */
    private static final List<Item> ITEMS = List.of(
            Item.bytes("parentHash"),
            Item.bytes("sha3Uncles"),
            Item.bytes("miner"),
            Item.bytes("stateRoot"),
            Item.bytes("transactionsRoot"),
            Item.bytes("receiptsRoot"),
            Item.bytes("logsBloom"),
            Item.number("difficulty"),
            Item.number("number"),
            Item.number("gasLimit"),
            Item.number("gasUsed"),
            Item.number("timestamp"),
            Item.bytes("extraData"),
            Item.bytes("mixHash"),
            Item.bytes("nonce"),
            Item.number("baseFeePerGas").sinceSomeFork(),
            Item.bytes("withdrawalsRoot").sinceSomeFork(),
            Item.number("blobGasUsed").sinceSomeFork(),
            Item.number("excessBlobGas").sinceSomeFork(),
            Item.bytes("parentBeaconBlockRoot").sinceSomeFork(),
            Item.bytes("requestsHash").sinceSomeFork());

    /** The end of the year 9999, which databases and readers of JSON still take. */
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private record Item(String name, boolean isNumber, boolean optional) {
        static Item bytes(String name) {
            return new Item(name, false, false);
        }

        static Item number(String name) {
            return new Item(name, true, false);
        }

        Item sinceSomeFork() {
            return new Item(name, isNumber, true);
        }

        RlpString encode(String value) {
            return isNumber ? RlpString.create(Hex.number(value)) : RlpString.create(Hex.bytes(value));
        }
    }

    private BlockHeaders() {}

    static BlockHeader of(Map<String, Object> block, Consensus consensus) {
        byte[] rlp = encode(block);
        String reported = Hex.field(block, "hash");
        String actual = hash(rlp, consensus);
        if (!actual.equals(reported)) {
            throw new ChainMismatchException("block " + Quoted.of(Hex.field(block, "number"))
                    + ": the header hashes to " + actual + " by the rules of " + consensus + ", the node says "
                    + Quoted.of(reported));
        }
        return new BlockHeader(
                Hex.toLong(Hex.field(block, "number")),
                reported,
                Hex.field(block, "parentHash"),
                Hex.field(block, "stateRoot"),
                time(block),
                Hex.of(rlp));
    }

    static String hash(Map<String, Object> block, Consensus consensus) {
        return hash(encode(block), consensus);
    }

    private static String hash(byte[] rlp, Consensus consensus) {
        try {
            return "0x"
                    + io.govshare.proof.chain.BlockHeader.parse(rlp)
                            .hash(consensus)
                            .hex();
        } catch (ProofFormatException e) {
            throw new ChainMismatchException("a header that is none: " + Quoted.of(e.getMessage()), e);
        }
    }

    static Instant time(Map<String, Object> block) {
        long seconds = Hex.toLong(Hex.field(block, "timestamp"));
        if (seconds > LATEST) {
            throw new ChainMismatchException("a block of second " + seconds);
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static byte[] encode(Map<String, Object> block) {
        List<RlpType> values = new ArrayList<>(ITEMS.size());
        for (Item item : ITEMS) {
            if (!item.optional() || block.get(item.name()) != null) {
                values.add(item.encode(Hex.field(block, item.name())));
            }
        }
        return RlpEncoder.encode(new RlpList(values));
    }
}
