package io.govshare.proof.corpus;

import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.Rlp;
import io.govshare.proof.chain.TestTrie;
import io.govshare.proof.chain.TestValidator;
import io.govshare.proof.corpus.CorpusCase.Expected;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.merkle.MerkleTree;
import io.govshare.proof.merkle.ProofPaths;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.seal.Entry;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A consortium: its chain, its log with all statements in it, and the trust file by which its receipts are checked. */
final class World {
    private final String name;
    private final long chainId;
    private final Address contract;
    private final Consensus consensus;
    private final NoteSigner log;
    private final Hash logId;
    private final NavigableMap<Long, List<TestValidator>> sets;
    private final Sealers sealers;
    private final List<Statement> statements = new ArrayList<>();
    private final MerkleTree tree = new MerkleTree();
    private final Map<Integer, Anchoring> anchorings = new HashMap<>();
    private JsonValue.Obj trust;

    /** @param disclosures of all fields; none in statements that are no records */
    record Statement(String compact, List<String> disclosures) {}

    World(String name, long chainId, Consensus consensus, NavigableMap<Long, List<TestValidator>> sets) {
        this.name = name;
        this.chainId = chainId;
        this.consensus = consensus;
        this.sets = sets;
        this.contract =
                Address.of(Arrays.copyOf(Keccak.hash(utf8(name + " contract")).bytes(), Address.BYTES));
        this.log = new NoteSigner("govshare.test/" + name, KnownKeys.ed25519(name + " log"));
        this.logId = Keccak.hash(utf8(name + " log id"));
        this.sealers = new Sealers(name);
    }

    static NavigableMap<Long, List<TestValidator>> validators(int count) {
        return new TreeMap<>(Map.of(0L, TestValidator.first(count)));
    }

    String name() {
        return name;
    }

    long chainId() {
        return chainId;
    }

    Sealers sealers() {
        return sealers;
    }

    NoteSigner log() {
        return log;
    }

    String origin() {
        return log.verifier().name();
    }

    Hash logId() {
        return logId;
    }

    Address contract() {
        return contract;
    }

    Expected good() {
        return consensus == Consensus.QBFT ? Expected.VALID : Expected.NOT_CONSORTIUM_SEALED;
    }

    boolean qbft() {
        return consensus == Consensus.QBFT;
    }

    int append(Statement statement) {
        statements.add(statement);
        tree.append(MerkleHash.leaf(Entry.of(statement.compact())));
        return statements.size() - 1;
    }

    int size() {
        return statements.size();
    }

    Statement statement(int leaf) {
        return statements.get(leaf);
    }

    MerkleTree tree() {
        return tree;
    }

    List<TestValidator> validatorsAt(long block) {
        return sets.floorEntry(block).getValue();
    }

    /** The block hash by this chain's rules. */
    Hash hash(SealedBlock block) {
        return qbft() ? block.hash() : block.plainHash();
    }

    /** The anchor of a tree size: one block for each, sealed in ways that differ from size to size. */
    Anchoring anchoring(int size) {
        return anchorings.computeIfAbsent(
                size,
                _ -> anchoring(size, tree.root(size), 100 + size, block -> {
                    SealedBlock styled = switch (size % 5) {
                        case 0 -> block.withExtra(SealedBlock.ROUND, Rlp.of(1));
                        case 1 -> block.withItems(16);
                        case 2 ->
                            block.withExtra(SealedBlock.ROUND, Rlp.of(300)).withItems(15);
                        case 3 -> {
                            Rlp vote = Rlp.list(
                                    Rlp.of(TestValidator.number(20).address().bytes()), Rlp.of(new byte[] {-1}));
                            yield block.withExtra(SealedBlock.VOTE, vote);
                        }
                        default -> block.with(SealedBlock.COINBASE, coinbase(block.number()));
                    };
                    return seal(styled, size);
                }));
    }

    /** Any root on the chain, in the block of a number. */
    Anchoring anchoring(long size, Hash root, long block, UnaryOperator<SealedBlock> change) {
        return anchoring(size, root, block, storage(size, shortest(root)), change);
    }

    Anchoring anchoring(long size, Hash root, long block, TestTrie storage, UnaryOperator<SealedBlock> change) {
        return anchoring(size, root, block, storage, state(account(storage.root())), change);
    }

    Anchoring anchoring(
            long size, Hash root, long block, TestTrie storage, TestTrie state, UnaryOperator<SealedBlock> change) {
        SealedBlock open = SealedBlock.open(block, state.root(), validatorsAt(block));
        return new Anchoring(
                size, root, sign(new Checkpoint(origin(), size, root)), storage, state, change.apply(open));
    }

    String sign(Checkpoint checkpoint) {
        return SignedNote.sign(checkpoint, log).note();
    }

    /** Sealed by a quorum or by all, some of the seals in their other form. */
    SealedBlock seal(SealedBlock block, int style) {
        List<TestValidator> all = validatorsAt(block.number());
        int quorum = (2 * all.size() + 2) / 3;
        List<TestValidator> signers = style % 2 == 0 ? all : all.subList(all.size() - quorum, all.size());
        SealedBlock sealed = block.sealedBy(signers);
        if (style % 3 != 0) {
            return sealed;
        }
        return sealed.withSeals(
                sealed.sealBytes().stream().map(TestValidator::highS).toList());
    }

    SealedBlock sealAll(SealedBlock block) {
        return block.sealedBy(validatorsAt(block.number()));
    }

    /** A receipt of the leaf in the tree of the size, with all disclosures shown. */
    Specimen specimen(int leaf, int size) {
        return specimen(leaf, anchoring(size));
    }

    Specimen specimen(int leaf, Anchoring anchoring) {
        Statement statement = statements.get(leaf);
        JsonValue.Obj receipt = receipt(
                statement.compact(),
                statement.disclosures(),
                ProofPaths.inclusion(leaf, anchoring.size(), tree),
                anchoring);
        return new Specimen(this, anchoring, leaf, statement.compact(), statement.disclosures(), receipt);
    }

    JsonValue.Obj receipt(String statement, List<String> disclosures, InclusionProof inclusion, Anchoring anchoring) {
        JsonValue.Builder json =
                JsonValue.Obj.builder().add("format", Receipt.FORMAT).add("statement", statement);
        if (!disclosures.isEmpty()) {
            json.add("disclosures", JsonValue.texts(disclosures));
        }
        return json.add(
                        "inclusion",
                        JsonValue.Obj.builder()
                                .add("leafIndex", inclusion.leafIndex())
                                .add("treeSize", inclusion.treeSize())
                                .add("path", path(inclusion.path()))
                                .build())
                .add("checkpoint", anchoring.note())
                .add("anchor", anchorJson(anchoring))
                .build();
    }

    static JsonValue path(List<Hash> path) {
        return JsonValue.texts(path.stream().map(Hash::base64).toList());
    }

    JsonValue.Obj anchorJson(Anchoring anchoring) {
        SealedBlock block = anchoring.block();
        return JsonValue.Obj.builder()
                .add("chainId", chainId)
                .add("contract", contract.toString())
                .add("logId", Hex.of(logId))
                .add("size", anchoring.size())
                .add(
                        "block",
                        JsonValue.Obj.builder()
                                .add("number", block.number())
                                .add("hash", Hex.of(hash(block)))
                                .add("header", Hex.of(block.rlp()))
                                .build())
                .add("accountProof", JsonValue.texts(Hex.of(anchoring.state().proofHashed(contract.bytes()))))
                .add(
                        "storageProof",
                        JsonValue.texts(Hex.of(anchoring
                                .storage()
                                .proofHashed(AnchorRegistryState.rootSlot(logId, anchoring.size())
                                        .bytes()))))
                .build();
    }

    JsonValue.Obj trust() {
        if (trust == null) {
            List<JsonValue> validators = new ArrayList<>();
            sets.forEach((from, set) -> validators.add(set(
                    from, set.stream().map(each -> each.address().toString()).toList())));
            trust = JsonValue.Obj.builder()
                    .add("format", Trust.FORMAT)
                    .add("chainId", chainId)
                    .add("contract", contract.toString())
                    .add("consensus", consensus.toString())
                    .add("logs", new JsonValue.Array(List.of(log(origin(), logId, log), otherLog())))
                    .add("validators", new JsonValue.Array(validators))
                    .add("agencies", sealers.trust())
                    .build();
        }
        return trust;
    }

    static JsonValue.Obj set(long fromBlock, List<String> addresses) {
        return JsonValue.Obj.builder()
                .add("fromBlock", fromBlock)
                .add("addresses", JsonValue.texts(addresses))
                .build();
    }

    /** A second log that the same trust file has: what it signs counts for itself only. */
    NoteSigner secondLog() {
        return new NoteSigner("govshare.test/second-" + name, KnownKeys.ed25519(name + " second log"));
    }

    private JsonValue otherLog() {
        NoteSigner second = secondLog();
        return log(second.verifier().name(), Keccak.hash(utf8(name + " second log id")), second);
    }

    private static JsonValue.Obj log(String origin, Hash id, NoteSigner signer) {
        return JsonValue.Obj.builder()
                .add("origin", origin)
                .add("logId", Hex.of(id))
                .add("key", signer.verifier().text())
                .build();
    }

    private Rlp coinbase(long block) {
        return Rlp.of(SealedBlock.sorted(validatorsAt(block)).getLast().bytes());
    }

    /** The contract's storage: earlier anchors of this log, one of another log, and this one. */
    TestTrie storage(long size, byte[] value) {
        return otherStorage(size)
                .putHashed(AnchorRegistryState.rootSlot(logId, size).bytes(), value);
    }

    /** The contract's storage without an anchor of this size. */
    TestTrie otherStorage(long size) {
        TestTrie storage = new TestTrie();
        for (long other = size + 1; other < size + 6; other++) {
            storage.putHashed(
                    AnchorRegistryState.rootSlot(logId, other * 1000).bytes(),
                    shortest(Keccak.hash(utf8(name + other))));
        }
        Hash otherLog = Keccak.hash(utf8(name + " second log id"));
        return storage.putHashed(
                AnchorRegistryState.rootSlot(otherLog, size).bytes(), shortest(Keccak.hash(utf8("other" + size))));
    }

    /** A word as the trie keeps it. */
    static byte[] shortest(Hash word) {
        byte[] bytes = new BigInteger(1, word.bytes()).toByteArray();
        return Rlp.encode(Rlp.of(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes));
    }

    /** All accounts of the chain, the contract among them. */
    TestTrie state(byte[] account) {
        return otherAccounts().putHashed(contract.bytes(), account);
    }

    TestTrie otherAccounts() {
        TestTrie state = new TestTrie();
        for (int i = 1; i <= 20; i++) {
            byte[] address = new byte[Address.BYTES];
            address[0] = (byte) i;
            state.putHashed(address, account(Keccak.hash(new byte[] {(byte) 0x80})));
        }
        return state;
    }

    static byte[] account(Hash storageRoot) {
        return Rlp.encode(Rlp.list(
                Rlp.of(1),
                Rlp.of(0),
                Rlp.of(storageRoot.bytes()),
                Rlp.of(Keccak.hash(new byte[0]).bytes())));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
