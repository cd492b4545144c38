package io.govshare.chain;

import io.govshare.proof.chain.Consensus;
import io.govshare.proof.merkle.Hash;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** Consecutive blocks over given states, sealed by test validators when the consensus is QBFT. */
final class FakeBlocks {
    private static final String EMPTY_OMMERS = Hex.of(org.web3j.crypto.Hash.sha3(RlpEncoder.encode(new RlpList())));
    private static final String EMPTY_TRIE =
            Hex.of(org.web3j.crypto.Hash.sha3(RlpEncoder.encode(RlpString.create(""))));
    private static final String QBFT_MIX = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";
    private static final String ZERO_HASH = "0x" + "00".repeat(32);

    private final Consensus consensus;
    private final List<ECKeyPair> validators = new ArrayList<>();
    private final List<BlockHeader> headers = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private int missingSeals;

    /** What a block's state root stands for: one account with the registry's storage. */
    record State(SortedMap<Long, Hash> roots, FakeTrie accounts, FakeTrie slots) {
        static State of(String contract, SortedMap<Long, Hash> roots, FakeTrie slots) {
            byte[] account = RlpEncoder.encode(new RlpList(
                    RlpString.create(BigInteger.ONE),
                    RlpString.create(BigInteger.ZERO),
                    RlpString.create(slots.rootHash()),
                    RlpString.create(org.web3j.crypto.Hash.sha3(new byte[] {1}))));
            return new State(roots, new FakeTrie(Map.of(contract, account)), slots);
        }
    }

    FakeBlocks(Consensus consensus) {
        this.consensus = consensus;
        if (consensus == Consensus.QBFT) {
            // Always the same four, so that a trust file for them can be kept; they guard nothing.
            Random random = new Random(4);
            for (int i = 0; i < 4; i++) {
                validators.add(ECKeyPair.create(new BigInteger(255, random).add(BigInteger.ONE)));
            }
            validators.sort(Comparator.comparing(FakeBlocks::address));
        }
    }

    List<String> validators() {
        return validators.stream().map(FakeBlocks::address).toList();
    }

    /** How many validators do not seal the blocks from now on. */
    void omitSeals(int count) {
        missingSeals = count;
    }

    long height() {
        return headers.size() - 1L;
    }

    BlockHeader header(long number) {
        return headers.get((int) number);
    }

    State state(long number) {
        return states.get((int) number);
    }

    BlockHeader add(Instant time, State state) {
        Map<String, Object> block = new HashMap<>();
        block.put(
                "parentHash", headers.isEmpty() ? ZERO_HASH : headers.getLast().hash());
        block.put("sha3Uncles", EMPTY_OMMERS);
        block.put(
                "miner",
                validators.isEmpty() ? "0x" + "00".repeat(20) : validators().get(0));
        block.put("stateRoot", Hex.of(state.accounts().rootHash()));
        block.put("transactionsRoot", EMPTY_TRIE);
        block.put("receiptsRoot", EMPTY_TRIE);
        block.put("logsBloom", "0x" + "00".repeat(256));
        block.put("difficulty", consensus == Consensus.QBFT ? "0x1" : "0x0");
        block.put("number", Hex.of((long) headers.size()));
        block.put("gasLimit", "0x1c9c380");
        block.put("gasUsed", "0x0");
        block.put("timestamp", Hex.of(time.getEpochSecond()));
        block.put("mixHash", consensus == Consensus.QBFT ? QBFT_MIX : ZERO_HASH);
        block.put("nonce", "0x0000000000000000");
        block.put("baseFeePerGas", "0x0");
        seal(block);
        block.put("hash", BlockHeaders.hash(block, consensus));
        BlockHeader header = BlockHeaders.of(block, consensus);
        headers.add(header);
        states.add(state);
        return header;
    }

    /** All blocks are of round 0, where the commit hash equals the block hash; genesis has no seals. */
    private void seal(Map<String, Object> block) {
        block.put("extraData", extraData(List.of()));
        if (consensus == Consensus.QBFT && !headers.isEmpty()) {
            byte[] commit = Hex.bytes(BlockHeaders.hash(block, consensus));
            block.put(
                    "extraData",
                    extraData(validators.stream()
                            .skip(missingSeals)
                            .map(validator -> sign(commit, validator))
                            .toList()));
        }
    }

    private String extraData(List<RlpType> seals) {
        if (consensus == Consensus.DEVELOPMENT) {
            return "0x";
        }
        List<RlpType> listed = new ArrayList<>();
        validators().forEach(address -> listed.add(RlpString.create(Hex.bytes(address))));
        return Hex.of(RlpEncoder.encode(new RlpList(
                RlpString.create(new byte[32]),
                new RlpList(listed),
                new RlpList(),
                RlpString.create(new byte[0]),
                new RlpList(seals))));
    }

    /** r, s and v as QBFT has it: v is 0 or 1. */
    private static RlpType sign(byte[] hash, ECKeyPair validator) {
        Sign.SignatureData signature = Sign.signMessage(hash, validator, false);
        byte[] seal = new byte[65];
        System.arraycopy(signature.getR(), 0, seal, 0, 32);
        System.arraycopy(signature.getS(), 0, seal, 32, 32);
        seal[64] = (byte) (signature.getV()[0] - 27);
        return RlpString.create(seal);
    }

    private static String address(ECKeyPair pair) {
        return "0x" + Keys.getAddress(pair);
    }
}
