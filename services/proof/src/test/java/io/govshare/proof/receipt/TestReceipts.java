package io.govshare.proof.receipt;

import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.Rlp;
import io.govshare.proof.chain.TestBlock;
import io.govshare.proof.chain.TestTrie;
import io.govshare.proof.chain.TestValidator;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.merkle.MerkleTree;
import io.govshare.proof.merkle.ProofPaths;
import io.govshare.proof.seal.Disclosure;
import io.govshare.proof.seal.MemorySigner;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.proof.seal.StatementType;
import io.govshare.proof.seal.TestKeys;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A whole small world, real in each part: an agency that seals a record, a log that holds it, a contract's storage that
 * holds the log's root, and a block that four validators sealed. From it come one good receipt, the trust file it is
 * good against, and means to spoil each part the way an attacker or a fault would, everything else kept in order.
 *
 * <p>Tests of other modules use it from this module's test-jar.
 */
public final class TestReceipts {
    public static final String ORIGIN = "govshare.test/log";
    public static final String AGENCY = "fiscal";
    public static final long CHAIN_ID = 20261;
    public static final Address CONTRACT = Address.parse("0xc0ffee0000000000000000000000000000000001");
    public static final Hash LOG_ID = Keccak.hash(new byte[] {1, 2, 3});
    public static final Instant SEALED_AT = Instant.parse("2026-11-22T10:00:00Z");

    private static final int SIZE = 13;
    private static final int LEAF = 5;
    private static final long BLOCK = 77;
    private static final String DATASET = "0193f0a0-0000-7000-8000-0000000000aa";
    private static final String RECORD = "0193f0a0-0000-7000-8000-000000000001";

    private final KeyPair agencyKeys = TestKeys.p256();
    private final KeyPair otherAgencyKeys = TestKeys.ed25519();
    private final NoteSigner log = new NoteSigner(ORIGIN, TestKeys.ed25519());
    private final List<TestValidator> validators = TestValidator.first(4);
    private final SdJwt record = sealRecord();
    private final Receipt good = receiptOf(record.statement(), List.of(), UnaryOperator.identity());

    /** A receipt of a record that shows two of its fields. Valid against {@link #trust()}. */
    public Receipt receipt() {
        return withDisclosures(record.disclosures().subList(0, 2).stream()
                .map(Disclosure::text)
                .toList());
    }

    /** The same without any field shown. */
    public Receipt receiptWithoutDisclosures() {
        return good;
    }

    public Trust trust() {
        return Trust.parse(trustJson().toString());
    }

    /** The same world on a chain without validators; the receipt's block hash has to follow other rules there. */
    public Trust developmentTrust() {
        return Trust.parse(
                with(trustJson(), "consensus", JsonValue.of("development")).toString());
    }

    /** Valid against {@link #developmentTrust()} but for the missing seals. */
    public Receipt developmentReceipt() {
        Receipt.Block block = receipt().anchor().block();
        Hash hash = Keccak.hash(HexText.parse(block.header()));
        return withBlock(new Receipt.Block(block.number(), hash, block.header()));
    }

    public JsonValue.Obj trustJson() {
        JsonValue validatorSet = JsonValue.Obj.builder()
                .add("fromBlock", 0)
                .add(
                        "addresses",
                        JsonValue.texts(validators.stream()
                                .map(v -> v.address().toString())
                                .toList()))
                .build();
        JsonValue logJson = JsonValue.Obj.builder()
                .add("origin", ORIGIN)
                .add("logId", HexText.format(LOG_ID.bytes()))
                .add("key", log.verifier().text())
                .build();
        return JsonValue.Obj.builder()
                .add("format", Trust.FORMAT)
                .add("chainId", CHAIN_ID)
                .add("contract", CONTRACT.toString())
                .add("consensus", "qbft")
                .add("logs", new JsonValue.Array(List.of(logJson)))
                .add("validators", new JsonValue.Array(List.of(validatorSet)))
                .add(
                        "agencies",
                        new JsonValue.Array(List.of(agency(AGENCY, agencyKeys), agency("tax", otherAgencyKeys))))
                .build();
    }

    /** A copy of an object with one member set. */
    public static JsonValue.Obj with(JsonValue.Obj object, String name, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return new JsonValue.Obj(members);
    }

    public SdJwt record() {
        return record;
    }

    public List<TestValidator> validators() {
        return validators;
    }

    MemorySigner agencySigner() {
        return new MemorySigner(agencyKeys);
    }

    MemorySigner otherAgencySigner() {
        return new MemorySigner(otherAgencyKeys);
    }

    SealedStatement.Claims claims() {
        return new SealedStatement.Claims(AGENCY, RECORD, SEALED_AT, "5c7a9a0e-1111-4222-8333-444455556666");
    }

    /** Any statement, logged and anchored in order. */
    Receipt receiptOf(SealedStatement statement, List<String> disclosures) {
        return receiptOf(statement, disclosures, UnaryOperator.identity());
    }

    /** Without any field shown; only the first so many validators have sealed the block. */
    public Receipt receiptWithSeals(int count) {
        return receiptWithBlock(block -> block.sealedBy(validators.subList(0, count)));
    }

    /** A receipt in whose block something is otherwise; its hash follows. */
    Receipt receiptWithBlock(UnaryOperator<TestBlock> change) {
        return receiptOf(record.statement(), List.of(), change);
    }

    /** An access statement, which has no disclosures. */
    SealedStatement accessGranted() {
        JsonValue.Obj own = JsonValue.Obj.builder()
                .add("record", RECORD)
                .add("reader", "tax")
                .add("purpose", "audit")
                .build();
        return SealedStatement.seal(StatementType.ACCESS_GRANTED, claims(), own, agencySigner());
    }

    Receipt withStatement(String statement) {
        return new Receipt(statement, List.of(), good.inclusion(), good.checkpoint(), good.anchor());
    }

    Receipt withDisclosures(List<String> disclosures) {
        return new Receipt(good.statement(), disclosures, good.inclusion(), good.checkpoint(), good.anchor());
    }

    Receipt withInclusion(InclusionProof inclusion) {
        return new Receipt(good.statement(), List.of(), inclusion, good.checkpoint(), good.anchor());
    }

    Receipt withCheckpoint(String checkpoint) {
        return new Receipt(good.statement(), List.of(), good.inclusion(), checkpoint, good.anchor());
    }

    Receipt withAnchor(UnaryOperator<Receipt.Anchor> change) {
        return new Receipt(
                good.statement(), List.of(), good.inclusion(), good.checkpoint(), change.apply(good.anchor()));
    }

    Receipt withBlock(Receipt.Block block) {
        return withAnchor(a -> new Receipt.Anchor(
                a.chainId(), a.contract(), a.logId(), a.size(), block, a.accountProof(), a.storageProof()));
    }

    String sign(Checkpoint checkpoint) {
        return SignedNote.sign(checkpoint, log).note();
    }

    private SdJwt sealRecord() {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("title", JsonValue.of("Purchase order 17"));
        fields.put("amount", JsonReader.parse("1234567890.12"));
        fields.put("supplier", JsonValue.of("Müller & Söhne"));
        SdJwt.Version version = new SdJwt.Version(DATASET, 1, Optional.empty());
        return SdJwt.issue(claims(), version, fields, agencySigner());
    }

    private Receipt receiptOf(
            SealedStatement statement, List<String> disclosures, UnaryOperator<TestBlock> blockChange) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < SIZE; i++) {
            tree.append(i == LEAF ? MerkleHash.leaf(statement.entry()) : MerkleHash.leaf(new byte[] {(byte) i}));
        }
        Hash root = tree.root(SIZE);
        TestTrie storage = storage(root);
        TestTrie state = state(storage.root());
        TestBlock block = blockChange.apply(TestBlock.of(BLOCK, state.root(), validators));
        Hash slot = AnchorRegistryState.rootSlot(LOG_ID, SIZE);
        Receipt.Anchor anchor = new Receipt.Anchor(
                CHAIN_ID,
                CONTRACT,
                LOG_ID,
                SIZE,
                new Receipt.Block(BLOCK, block.hash(), HexText.format(block.rlp())),
                hex(state.proofHashed(CONTRACT.bytes())),
                hex(storage.proofHashed(slot.bytes())));
        String checkpoint = sign(new Checkpoint(ORIGIN, SIZE, root));
        return new Receipt(
                statement.compact(), disclosures, ProofPaths.inclusion(LEAF, SIZE, tree), checkpoint, anchor);
    }

    /** The contract's storage with several anchors of this log and of another. */
    private static TestTrie storage(Hash root) {
        TestTrie storage = new TestTrie();
        for (long size = 1; size < SIZE; size += 2) {
            put(storage, LOG_ID, size, Keccak.hash(new byte[] {(byte) size}));
        }
        put(storage, Keccak.hash(new byte[] {9}), SIZE, Keccak.hash(new byte[] {99}));
        put(storage, LOG_ID, SIZE, root);
        return storage;
    }

    private static void put(TestTrie storage, Hash logId, long size, Hash root) {
        byte[] shortest = new BigInteger(1, root.bytes()).toByteArray();
        if (shortest[0] == 0) {
            shortest = Arrays.copyOfRange(shortest, 1, shortest.length);
        }
        storage.putHashed(AnchorRegistryState.rootSlot(logId, size).bytes(), Rlp.encode(Rlp.of(shortest)));
    }

    /** The accounts of the chain, our contract among them. */
    private static TestTrie state(Hash storageRoot) {
        TestTrie state = new TestTrie();
        for (int i = 0; i < 20; i++) {
            byte[] address = new byte[Address.BYTES];
            address[0] = (byte) i;
            state.putHashed(address, account(Keccak.hash(new byte[] {(byte) 0x80})));
        }
        return state.putHashed(CONTRACT.bytes(), account(storageRoot));
    }

    private static byte[] account(Hash storageRoot) {
        return Rlp.encode(Rlp.list(
                Rlp.of(1),
                Rlp.of(0),
                Rlp.of(storageRoot.bytes()),
                Rlp.of(Keccak.hash(new byte[0]).bytes())));
    }

    private static JsonValue agency(String code, KeyPair keys) {
        JsonValue key = JsonValue.Obj.builder()
                .add("kid", PublicKeys.thumbprint(keys.getPublic()))
                .add("jwk", PublicKeys.toJwk(keys.getPublic()))
                .add("validFrom", "2026-11-22T10:00:00.750Z")
                .add("validUntil", JsonValue.NULL)
                .build();
        return JsonValue.Obj.builder()
                .add("code", code)
                .add("keys", new JsonValue.Array(List.of(key)))
                .build();
    }

    private static List<String> hex(List<byte[]> nodes) {
        return nodes.stream().map(HexText::format).toList();
    }
}
