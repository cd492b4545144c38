package io.govshare.chain;

import io.govshare.chain.AnchorOutcome.Accepted;
import io.govshare.chain.AnchorOutcome.NonceTooLow;
import io.govshare.chain.AnchorOutcome.Rejected;
import io.govshare.chain.AnchorOutcome.Unreachable;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.merkle.ConsistencyProof;
import io.govshare.proof.merkle.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpString;

/**
 * A chain in memory that holds one registry with one open log. It refuses what the contract refuses, and its headers
 * and proofs are real: they verify like those of a node.
 *
 * <p>Blocks are made by {@link #mineBlock}, or by every accepted transaction of an {@link #instant} chain. Faults are
 * switched on by name. Thread-safe.
 */
public final class FakeAnchorChain implements AnchorChain {
    private static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CONTRACT = "0x" + "c0".repeat(20);

    private final ChainInfo info;
    private final FakeBlocks blocks;
    private final boolean instant;
    private final SortedMap<Long, Hash> roots = new TreeMap<>();
    private final SortedMap<Long, SignedAnchor> pool = new TreeMap<>();
    private final Map<String, MinedAnchor> mined = new HashMap<>();
    private long nonce;
    private long oldestState;
    private boolean down;
    private boolean swallowing;
    private @Nullable String rejection;

    private FakeAnchorChain(FakeBlocks blocks, String origin, boolean instant) {
        AnchorKey key = AnchorKey.generate();
        this.info = new ChainInfo(DevChain.CHAIN_ID, CONTRACT, key.logId(origin), key.address());
        this.blocks = blocks;
        this.instant = instant;
        this.blocks.add(GENESIS, stateAtHead());
    }

    /** Makes blocks when told to; without seals, like the development chain. */
    public static FakeAnchorChain patient(String origin) {
        return new FakeAnchorChain(new FakeBlocks(Consensus.DEVELOPMENT), origin, false);
    }

    /** Each accepted transaction makes its block at once. */
    public static FakeAnchorChain instant(String origin) {
        return new FakeAnchorChain(new FakeBlocks(Consensus.DEVELOPMENT), origin, true);
    }

    /** Instant, and each block is sealed by four test validators under the rules of QBFT. */
    public static FakeAnchorChain sealed(String origin) {
        return new FakeAnchorChain(new FakeBlocks(Consensus.QBFT), origin, true);
    }

    /** Addresses of the test validators of the next block, ascending; empty unless {@link #sealed}. */
    public synchronized List<String> validators() {
        return blocks.validators();
    }

    /** Address of somebody who may be voted in, by a {@link #sealed} chain. */
    public synchronized String candidate() {
        return blocks.candidates().getFirst();
    }

    /** From the next block on a single other validator seals, whom nobody voted for. */
    public synchronized void replaceValidators() {
        blocks.replaceValidators();
    }

    /** Mines the blocks in which the validators vote somebody in or out, and the first block of the new set. */
    public synchronized void change(String validator, boolean add) {
        int before = blocks.validators().size();
        blocks.vote(validator, add);
        while (blocks.validators().size() == before) {
            mineBlock();
        }
        mineBlock();
    }

    public synchronized void goDown() {
        down = true;
    }

    public synchronized void comeBack() {
        down = false;
    }

    /** Accepts from now on and forgets at once, as a hung node does. */
    public synchronized void swallowTransactions(boolean on) {
        swallowing = on;
    }

    /** Refuses every transaction with this reason; null ends it. */
    public synchronized void rejectWith(@Nullable String reason) {
        rejection = reason;
    }

    /** Makes blocks without the seals of so many of the four validators, of whom three are a quorum. */
    public synchronized void omitSeals(int count) {
        blocks.omitSeals(count);
    }

    /** Forgets the states of all blocks before the head. */
    public synchronized void forgetOldStates() {
        oldestState = blocks.height();
    }

    /** Executes what waits, in the order of nonces, one second after the last block. */
    public synchronized void mineBlock() {
        long height = blocks.height() + 1;
        Map<String, @Nullable String> results = new HashMap<>();
        while (pool.containsKey(nonce)) {
            SignedAnchor next = pool.remove(nonce);
            nonce++;
            results.put(next.txHash(), refusal(next.request()));
            if (results.get(next.txHash()) == null) {
                roots.put(next.request().size(), next.request().root());
            }
        }
        BlockHeader block = blocks.add(GENESIS.plusSeconds(height), stateAtHead());
        results.forEach((hash, reason) -> mined.put(
                hash, new MinedAnchor(hash, block.number(), block.hash(), block.time(), reason == null, reason)));
    }

    @Override
    public ChainInfo info() {
        return info;
    }

    @Override
    public SignedAnchor sign(AnchorRequest request, long nonce, long gasPrice) {
        byte[] raw = (info.logId() + nonce + "at " + gasPrice + request).getBytes(StandardCharsets.UTF_8);
        return new SignedAnchor(SignedTransaction.of(nonce, raw), gasPrice, request);
    }

    @Override
    public long gasPrice() {
        requireUp();
        return 0;
    }

    @Override
    public synchronized long nextNonce() {
        requireUp();
        long next = nonce;
        while (pool.containsKey(next)) {
            next++;
        }
        return next;
    }

    @Override
    public synchronized AnchorOutcome send(SignedAnchor anchor) {
        if (down) {
            return new Unreachable("the fake chain is down");
        }
        if (rejection != null) {
            return new Rejected(rejection);
        }
        if (swallowing || mined.containsKey(anchor.txHash())) {
            return new Accepted(anchor.txHash());
        }
        if (anchor.nonce() < nonce) {
            return new NonceTooLow("nonce too low: " + anchor.nonce() + " before " + nonce);
        }
        SignedAnchor waiting = pool.putIfAbsent(anchor.nonce(), anchor);
        if (waiting != null && !waiting.equals(anchor)) {
            return new Rejected("replacement transaction underpriced");
        }
        if (instant) {
            mineBlock();
        }
        return new Accepted(anchor.txHash());
    }

    @Override
    public synchronized Optional<MinedAnchor> mined(String txHash) {
        requireUp();
        return Optional.ofNullable(mined.get(txHash));
    }

    @Override
    public synchronized Optional<AnchorHead> head() {
        requireUp();
        return roots.isEmpty()
                ? Optional.empty()
                : Optional.of(new AnchorHead(roots.lastKey(), roots.get(roots.lastKey())));
    }

    @Override
    public synchronized Optional<Hash> anchoredRoot(long size) {
        requireUp();
        return Optional.ofNullable(roots.get(size));
    }

    @Override
    public synchronized ChainHead chainHead() {
        requireUp();
        BlockHeader head = blocks.header(blocks.height());
        return new ChainHead(head.number(), head.hash(), head.time());
    }

    @Override
    public synchronized Optional<BlockHeader> block(long number) {
        requireUp();
        return number > blocks.height() ? Optional.empty() : Optional.of(blocks.header(number));
    }

    @Override
    public synchronized AnchorProof prove(long size, long blockNumber) {
        BlockHeader block =
                block(blockNumber).orElseThrow(() -> new StateGoneException("the node has no block " + blockNumber));
        if (blockNumber < oldestState) {
            throw new StateGoneException("no proof at block " + blockNumber);
        }
        String slot = AnchorSlot.of(info.logId(), size);
        FakeBlocks.State state = blocks.state(blockNumber);
        Hash root = state.roots().get(size);
        RpcAnswers.SlotProof slotProof = new RpcAnswers.SlotProof(
                slot, root == null ? "0x0" : "0x" + root, state.slots().proof(slot));
        List<String> accountProof = state.accounts().proof(info.contract());
        return AnchorSlot.proof(info, size, block, new RpcAnswers.ProofFields(accountProof, List.of(slotProof)));
    }

    /** The contract's own checks, in its order and in the words of {@link Reverts}. */
    private @Nullable String refusal(AnchorRequest request) {
        long anchored = roots.isEmpty() ? 0 : roots.lastKey();
        long size = request.size();
        if (size < anchored) {
            return "Shrinks(" + info.logId() + ", " + anchored + ", " + size + ")";
        }
        if (size == anchored) {
            Hash present = roots.get(size);
            return present.equals(request.root())
                    ? null
                    : "Forks(" + info.logId() + ", " + size + ", 0x" + present + ", 0x" + request.root() + ")";
        }
        boolean extension = anchored == 0
                ? request.consistencyProof().isEmpty()
                : new ConsistencyProof(anchored, size, request.consistencyProof())
                        .verify(roots.get(anchored), request.root());
        return extension ? null : "NotAnExtension(" + info.logId() + ", " + anchored + ", " + size + ")";
    }

    private FakeBlocks.State stateAtHead() {
        Map<String, byte[]> slots = new HashMap<>();
        roots.forEach((size, root) -> slots.put(
                AnchorSlot.of(info.logId(), size),
                RlpEncoder.encode(RlpString.create(new BigInteger(1, root.bytes())))));
        return FakeBlocks.State.of(info.contract(), new TreeMap<>(roots), new FakeTrie(slots));
    }

    private void requireUp() {
        if (down) {
            throw new ChainUnavailableException("the fake chain is down");
        }
    }
}
