package io.govshare.chain;

import io.govshare.proof.chain.Consensus;
import io.govshare.proof.merkle.Hash;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
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
    private final List<ECKeyPair> candidates = new ArrayList<>();
    private final List<BlockHeader> headers = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private int missingSeals;
    private @Nullable Vote vote;
    private final Set<String> voters = new HashSet<>();

    /** What every validator votes for in the blocks that it makes, until it is done. */
    private record Vote(ECKeyPair candidate, boolean add) {}

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
                validators.add(key(random));
            }
            candidates.add(key(random));
            validators.sort(Comparator.comparing(FakeBlocks::address));
        }
    }

    private static ECKeyPair key(Random random) {
        return ECKeyPair.create(new BigInteger(255, random).add(BigInteger.ONE));
    }

    /** Those who have a key and are no validators. */
    List<String> candidates() {
        return candidates.stream().map(FakeBlocks::address).toList();
    }

    void replaceValidators() {
        List<ECKeyPair> others = List.copyOf(candidates);
        candidates.addAll(validators);
        candidates.removeAll(others);
        validators.clear();
        validators.addAll(others);
    }

    /** From the next block on all vote for it, in turn; the change shows in the block after the third vote. */
    void vote(String address, boolean add) {
        List<ECKeyPair> from = add ? candidates : validators;
        vote = new Vote(
                from.stream()
                        .filter(each -> address(each).equals(address))
                        .findFirst()
                        .orElseThrow(),
                add);
        voters.clear();
    }

    /** The validators take turns only while they vote. */
    private String maker() {
        if (validators.isEmpty()) {
            return "0x" + "00".repeat(20);
        }
        return validators().get(vote == null ? 0 : headers.size() % validators.size());
    }

    private void count(String maker) {
        Vote counted = vote;
        if (counted == null || !voters.add(maker) || voters.size() <= validators.size() / 2) {
            return;
        }
        (counted.add() ? validators : candidates).add(counted.candidate());
        (counted.add() ? candidates : validators).remove(counted.candidate());
        validators.sort(Comparator.comparing(FakeBlocks::address));
        vote = null;
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
        String maker = maker();
        block.put("miner", maker);
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
        count(maker);
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
                voted(),
                RlpString.create(new byte[0]),
                new RlpList(seals))));
    }

    private RlpList voted() {
        Vote cast = vote;
        return cast == null
                ? new RlpList()
                : new RlpList(
                        RlpString.create(Hex.bytes(address(cast.candidate()))),
                        RlpString.create(cast.add() ? new byte[] {-1} : new byte[0]));
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
