package io.govshare.proof.corpus;

import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.Rlp;
import io.govshare.proof.chain.TestTrie;
import io.govshare.proof.chain.TestValidator;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.receipt.Step;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** Receipts whose checkpoint is good and is not anchored as they say, in a block that nobody sealed. */
final class ChainFaults {
    private static final List<String> PROOFS = List.of("anchor.accountProof", "anchor.storageProof");

    private final Specimen good;
    private final Cases cases;
    private final World world;
    private final Anchoring anchoring;
    private final SealedBlock block;
    private final List<TestValidator> validators;

    private ChainFaults(Specimen good, Cases cases) {
        this.good = good;
        this.cases = cases;
        this.world = good.world();
        this.anchoring = good.anchoring();
        this.block = anchoring.block();
        this.validators = world.validatorsAt(block.number());
    }

    /** Faults that need no new seals. */
    static void addTo(Cases cases, Specimen good) {
        ChainFaults faults = new ChainFaults(good, cases);
        faults.names();
        faults.proofs();
        faults.headerForm();
        faults.blockMembers();
        faults.alteredHeaders();
        if (good.world().qbft()) {
            faults.extraDataForm();
            faults.seals();
        }
    }

    /** Faults in blocks that are sealed as they should be. */
    static void addSealed(Cases cases, Specimen good) {
        ChainFaults faults = new ChainFaults(good, cases);
        faults.states();
        faults.signers();
        faults.sealedHeaders();
        faults.longHeader();
    }

    private void names() {
        for (long chain : new long[] {world.chainId() + 1, world.chainId() << 8, 99, Long.MAX_VALUE}) {
            anchor("chain " + chain, JsonEdit.set(good.receipt(), "anchor.chainId", chain));
        }
        for (String contract : List.of(
                "0x" + "00".repeat(20),
                validators.getFirst().address().toString(),
                "0x" + "00".repeat(19) + "01",
                Hex.of(Hex.flipped(world.contract().bytes(), 0)),
                Hex.of(Hex.flipped(world.contract().bytes(), 159)))) {
            anchor("contract " + contract, JsonEdit.set(good.receipt(), "anchor.contract", contract));
        }
        for (byte[] logId : List.of(
                new byte[32],
                Hex.flipped(world.logId().bytes(), 0),
                Hex.flipped(world.logId().bytes(), 255),
                Keccak.hash((world.name() + " second log id").getBytes(StandardCharsets.UTF_8))
                        .bytes())) {
            anchor("the id of another log", JsonEdit.set(good.receipt(), "anchor.logId", Hex.of(logId)));
        }
    }

    private void proofs() {
        for (String member : PROOFS) {
            List<String> nodes = JsonEdit.texts(good.receipt(), member);
            proof(member, "no node", List.of());
            proof(member, "the last node is missing", nodes.subList(0, nodes.size() - 1));
            proof(member, "the first node is missing", nodes.subList(1, nodes.size()));
            proof(member, "the first node twice", JsonEdit.and(nodes, nodes.getFirst()));
            proof(member, "an empty node more", JsonEdit.and(nodes, "0x80"));
            proof(member, "nodes of the other proof more", both(nodes, other(member)));
            proof(member, "the other proof", other(member));
            if (nodes.size() > 1) {
                List<String> reversed = new ArrayList<>(nodes);
                Collections.reverse(reversed);
                proof(member, "from the leaf up", reversed);
            }
            for (int i = 0; i < nodes.size(); i++) {
                byte[] node = Hex.bytes(nodes.get(i));
                for (int part = 0; part < 4; part++) {
                    int bit = (node.length * 8 - 1) * part / 3;
                    proof(
                            member,
                            "bit " + bit + " of node " + i + " turned over",
                            JsonEdit.with(nodes, i, Hex.of(Hex.flipped(node, bit))));
                }
                proof(member, "node " + i + " is empty", JsonEdit.with(nodes, i, "0x"));
                proof(member, "node " + i + " has a byte more", JsonEdit.with(nodes, i, nodes.get(i) + "00"));
            }
        }
    }

    private List<String> other(String member) {
        return JsonEdit.texts(good.receipt(), PROOFS.get(1 - PROOFS.indexOf(member)));
    }

    private static List<String> both(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private void proof(String member, String what, List<String> nodes) {
        anchor(member + ": " + what, JsonEdit.set(good.receipt(), member, nodes));
    }

    private void anchor(String what, JsonValue.Obj receipt) {
        cases.failing(Step.Name.ANCHOR, "anchor", what, good, receipt);
    }

    private void headerForm() {
        Rlp.Seq items = new Rlp.Seq(Rlp.decodeList(block.rlp()).items());
        List<byte[]> headers = new ArrayList<>(List.of(
                new byte[0],
                new byte[] {(byte) 0x80},
                new byte[] {(byte) 0xc0},
                new byte[] {5},
                Rlp.encode(Rlp.of(block.rlp())),
                Rlp.encode(Rlp.list(items)),
                Arrays.copyOf(block.rlp(), block.rlp().length - 1),
                Arrays.copyOf(block.rlp(), block.rlp().length + 1),
                Arrays.copyOfRange(block.rlp(), 1, block.rlp().length),
                new byte[] {(byte) 0xbf, -1, -1, -1, -1, -1, -1, -1, -1},
                new byte[] {(byte) 0xff, 127, -1, -1, -1, -1, -1, -1, -1},
                new byte[] {(byte) 0xf8, 1, 1},
                Rlp.encode(new Rlp.Seq(items.items().subList(0, 14))),
                Rlp.encode(new Rlp.Seq(Collections.nCopies(65, Rlp.of(0))))));
        byte[] wide = new byte[block.rlp().length + 1];
        wide[0] = (byte) (block.rlp()[0] + 1);
        System.arraycopy(block.rlp(), 1, wide, 2, block.rlp().length - 1);
        headers.add(wide);
        for (Rlp other : List.of(Rlp.of(new byte[31]), Rlp.of(new byte[33]), Rlp.of(0), Rlp.list())) {
            headers.add(block.with(SealedBlock.STATE_ROOT, other).rlp());
        }
        for (Rlp other : List.of(
                Rlp.of(new byte[] {0, 9}),
                Rlp.of(new byte[] {0}),
                Rlp.of(Hex.bytes("0x8000000000000000")),
                Rlp.list())) {
            headers.add(block.with(SealedBlock.NUMBER, other).rlp());
            headers.add(block.with(SealedBlock.TIMESTAMP, other).rlp());
        }
        for (byte[] header : headers) {
            cases.failing(
                    Step.Name.FORMAT,
                    "header",
                    "a header that cannot be read as one",
                    good,
                    JsonEdit.set(good.receipt(), "anchor.block.header", Hex.of(header)));
        }
    }

    private void blockMembers() {
        for (long number : new long[] {0, block.number() - 1, block.number() + 1, Long.MAX_VALUE}) {
            block("block number " + number, JsonEdit.set(good.receipt(), "anchor.block.number", number));
        }
        byte[] hash = world.hash(block).bytes();
        for (int bit : new int[] {0, 77, 160, 255}) {
            block("bit " + bit + " of the hash turned over", hash(Hash.of(Hex.flipped(hash, bit))));
        }
        block("a hash of zeros", hash(Hash.of(new byte[32])));
        block("the hash of the parent", hash(Hash.of(new Rlp.Seq(block.items()).bytes(SealedBlock.PARENT))));
        if (world.qbft()) {
            block("the hash of the bytes as they are", hash(block.plainHash()));
            if (!block.hash().equals(block.commitHash())) {
                block("the hash that validators sign", hash(block.commitHash()));
            }
        } else {
            block("the hash by the rules of QBFT", hash(block.hash()));
        }
    }

    /** As long as a header may be, nearly all of it in one list. */
    private void longHeader() {
        Rlp list = new Rlp.Seq(Collections.nCopies(63_900, Rlp.of(1)));
        SealedBlock longer = new SealedBlock(JsonEdit.and(block.items(), list), block.extra(), block.seals());
        block(
                "an item more, which is a list of 63,900 items",
                JsonEdit.set(good.receipt(), "anchor.block.header", Hex.of(longer.rlp())));
    }

    private JsonValue.Obj hash(Hash hash) {
        return JsonEdit.set(good.receipt(), "anchor.block.hash", Hex.of(hash));
    }

    private void block(String what, JsonValue.Obj receipt) {
        cases.failing(Step.Name.BLOCK, "block", what, good, receipt);
    }

    /** Each item of the header altered after sealing, with and without the hash that it then has. */
    private void alteredHeaders() {
        for (int item = 0; item < block.items().size(); item++) {
            if (item == SealedBlock.EXTRA_DATA) {
                continue;
            }
            Rlp old = block.items().get(item);
            Rlp other = old.equals(Rlp.of(0)) ? Rlp.of(3) : Rlp.of(Hex.flipped(((Rlp.Text) old).bytes(), 1));
            SealedBlock altered = block.with(item, other);
            if (item == SealedBlock.STATE_ROOT) {
                anchor("the header's state root altered", good.onBlock(altered));
                continue;
            }
            JsonValue.Obj stale = JsonEdit.set(good.receipt(), "anchor.block.header", Hex.of(altered.rlp()));
            block("item " + item + " of the header altered", stale);
            if (world.qbft()) {
                seals("item " + item + " of the header and its hash altered", good.onBlock(altered));
            }
        }
        SealedBlock longer = new SealedBlock(JsonEdit.and(block.items(), Rlp.of(1)), block.extra(), block.seals());
        block("an item more in the header", JsonEdit.set(good.receipt(), "anchor.block.header", Hex.of(longer.rlp())));
        if (world.qbft()) {
            seals("an item more in the header, and its hash", good.onBlock(longer));
        }
    }

    private void seals(String what, JsonValue.Obj receipt) {
        cases.failing(Step.Name.VALIDATORS, "seals", what, good, receipt);
    }

    private void extraDataForm() {
        List<byte[]> forms = new ArrayList<>();
        List<Rlp> parts = JsonEdit.and(block.extra(), new Rlp.Seq(block.seals()));
        forms.add(new byte[0]);
        forms.add(new byte[] {(byte) 0xc0});
        forms.add(new byte[] {(byte) 0x80});
        forms.add(Rlp.encode(new Rlp.Seq(parts.subList(0, 4))));
        forms.add(Rlp.encode(new Rlp.Seq(JsonEdit.and(parts, Rlp.list()))));
        forms.add(Arrays.copyOf(block.extraData(), block.extraData().length + 1));
        forms.add(Arrays.copyOf(block.extraData(), block.extraData().length - 1));
        for (Rlp round : List.of(
                Rlp.list(),
                Rlp.of(new byte[] {0}),
                Rlp.of(new byte[] {0, 1}),
                Rlp.of(1L << 31),
                Rlp.of(Hex.bytes("0x8000000000000000")))) {
            forms.add(Rlp.encode(new Rlp.Seq(JsonEdit.with(parts, SealedBlock.ROUND, round))));
        }
        for (Rlp list : List.of(
                Rlp.of(0),
                Rlp.list(Rlp.list()),
                Rlp.list(Rlp.of(new byte[19])),
                Rlp.list(Rlp.of(new byte[21])),
                Rlp.list(Rlp.of(new byte[32])))) {
            forms.add(Rlp.encode(new Rlp.Seq(JsonEdit.with(parts, SealedBlock.VALIDATORS, list))));
        }
        forms.add(Rlp.encode(new Rlp.Seq(JsonEdit.with(parts, 4, Rlp.of(0)))));
        for (byte[] form : forms) {
            block(
                    "extra data that is none of QBFT's",
                    good.onBlock(block.number(), block.hash().bytes(), block.rlpWithExtraData(form)));
        }
    }

    /** Seals altered: the block hash leaves them out, so it stays. */
    private void seals() {
        List<byte[]> made = block.sealBytes();
        byte[] first = made.getFirst();
        BigInteger order = CustomNamedCurves.getByName("secp256k1").getN();
        for (int bit : new int[] {0, 100, 255, 256, 400, 511, 512}) {
            sealed("bit " + bit + " of a seal turned over", JsonEdit.with(made, 0, Hex.flipped(first, bit)));
        }
        for (int end : new int[] {2, 27, 28, 255}) {
            byte[] other = first.clone();
            other[64] = (byte) end;
            sealed("a seal that ends with " + end, JsonEdit.with(made, 0, other));
        }
        for (int length : new int[] {0, 64, 66}) {
            sealed("a seal of " + length + " bytes", JsonEdit.with(made, 0, Arrays.copyOf(first, length)));
        }
        sealed("a seal of zeros", JsonEdit.with(made, 0, new byte[65]));
        sealed("r is the group's order", JsonEdit.with(made, 0, withNumber(first, 0, order)));
        sealed("s is the group's order", JsonEdit.with(made, 0, withNumber(first, 32, order)));
        sealed("s is 0", JsonEdit.with(made, 0, withNumber(first, 32, BigInteger.ZERO)));
        sealed("r is 0", JsonEdit.with(made, 0, withNumber(first, 0, BigInteger.ZERO)));
        sealed("no seal", List.of());
        int quorum = (2 * validators.size() + 2) / 3;
        for (int count = 1; count < quorum; count++) {
            sealed(count + " seals of " + validators.size() + " validators", made.subList(0, count));
        }
        sealed("the first seal twice", JsonEdit.and(made, first));
        sealed("the first seal in both forms", JsonEdit.and(made, TestValidator.highS(first)));
        if (quorum > 1) {
            sealed("as many seals as needed, one twice", JsonEdit.and(made.subList(0, quorum - 1), first));
            sealed(
                    "as many seals as needed, one in both forms",
                    JsonEdit.and(made.subList(0, quorum - 1), TestValidator.highS(first)));
            List<byte[]> one = new ArrayList<>(Collections.nCopies(quorum, first));
            one.set(0, TestValidator.highS(first));
            sealed("seals of one validator, in both forms", one);
        }
        Rlp list = Rlp.list(Rlp.list(), Rlp.of(first));
        SealedBlock nested = new SealedBlock(block.items(), block.extra(), List.of(list));
        seals("a list for a seal", good.onBlock(nested));
        List<byte[]> reversed = new ArrayList<>(made);
        Collections.reverse(reversed);
        cases.valid("valid-seals", "seals in another order", good, good.onBlock(block.withSeals(reversed)));
        cases.valid(
                "valid-seals",
                "every seal with the other of both values of s",
                good,
                good.onBlock(
                        block.withSeals(made.stream().map(TestValidator::highS).toList())));
    }

    private static byte[] withNumber(byte[] seal, int offset, BigInteger number) {
        byte[] changed = seal.clone();
        byte[] bytes = number.toByteArray();
        Arrays.fill(changed, offset, offset + 32, (byte) 0);
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, changed, offset + 32 - length, length);
        return changed;
    }

    private void sealed(String what, List<byte[]> seals) {
        seals(what, good.onBlock(block.withSeals(seals)));
    }

    /** What the chain itself would have to hold for the anchor to be another. */
    private void states() {
        long size = anchoring.size();
        Hash root = anchoring.root();
        byte[] word = World.shortest(root);
        byte[] slot = AnchorRegistryState.rootSlot(world.logId(), size).bytes();
        storage("no root of this size", world.otherStorage(size));
        storage("another root of this size", world.storage(size, World.shortest(KnownKeys.hash("another"))));
        storage("the root with zeros in front", put(size, slot, Rlp.encode(Rlp.of(withZero(root)))));
        storage("the root as the value itself", put(size, slot, root.bytes()));
        storage("a list for a root", put(size, slot, Rlp.encode(Rlp.list(Rlp.of(root.bytes())))));
        storage("a root with a byte behind it", put(size, slot, and(word, 0)));
        storage("an empty root", put(size, slot, new byte[] {(byte) 0x80}));
        storage(
                "the root in the slot of another size",
                put(size, AnchorRegistryState.rootSlot(world.logId(), size + 1).bytes(), word));
        storage(
                "the root in a slot that was hashed once",
                put(size, world.logId().bytes(), word));
        TestTrie storage = anchoring.storage();
        state("no contract", world.otherAccounts());
        byte[] other = Hex.flipped(world.contract().bytes(), 3);
        state("the contract at another address", world.otherAccounts().putHashed(other, World.account(storage.root())));
        Rlp.Seq account = Rlp.decodeList(World.account(storage.root()));
        state(
                "an account of 3 items",
                world.state(Rlp.encode(new Rlp.Seq(account.items().subList(0, 3)))));
        state("an account of 5 items", world.state(Rlp.encode(new Rlp.Seq(JsonEdit.and(account.items(), Rlp.of(0))))));
        state("an account whose storage root is a list", world.state(Rlp.encode(account.with(2, Rlp.list()))));
        state("an account whose storage root is short", world.state(Rlp.encode(account.with(2, Rlp.of(new byte[31])))));
        state(
                "an account with the state root for its storage root",
                world.state(World.account(anchoring.state().root())));
        state("a text for an account", world.state(Rlp.encode(Rlp.of(World.account(storage.root())))));
        SealedBlock elsewhere = world.sealAll(
                block.with(SealedBlock.STATE_ROOT, Rlp.of(storage.root().bytes())));
        anchor("the storage root for the state root", good.onBlock(elsewhere));
        anchor("a proof that another size is not there", JsonEdit.set(good.receipt(), PROOFS.getLast(), absent()));
    }

    /** The way to a slot that is empty, where it is not the way to the anchored one. */
    private List<String> absent() {
        List<String> present = JsonEdit.texts(good.receipt(), PROOFS.getLast());
        long other = anchoring.size();
        List<String> proof;
        do {
            other++;
            proof = Hex.of(anchoring
                    .storage()
                    .proofHashed(
                            AnchorRegistryState.rootSlot(world.logId(), other).bytes()));
        } while (proof.equals(present));
        return proof;
    }

    private TestTrie put(long size, byte[] slot, byte[] value) {
        return world.otherStorage(size).putHashed(slot, value);
    }

    private static byte[] withZero(Hash root) {
        byte[] bytes = new byte[33];
        root.writeTo(bytes, 1);
        return bytes;
    }

    private static byte[] and(byte[] bytes, int more) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = (byte) more;
        return longer;
    }

    private void storage(String what, TestTrie storage) {
        anchor(
                "the chain holds " + what,
                good.anchoredBy(
                        world.anchoring(anchoring.size(), anchoring.root(), block.number(), storage, world::sealAll)));
    }

    private void state(String what, TestTrie state) {
        anchor(
                "the chain holds " + what,
                good.anchoredBy(world.anchoring(
                        anchoring.size(),
                        anchoring.root(),
                        block.number(),
                        anchoring.storage(),
                        state,
                        world::sealAll)));
    }

    private void signers() {
        TestValidator foreign = TestValidator.number(99);
        int quorum = (2 * validators.size() + 2) / 3;
        List<byte[]> all = world.sealAll(block).sealBytes();
        byte[] foreignSeal = foreign.seal(block.commitHash());
        sealed("all seals and a foreign one", JsonEdit.and(all, foreignSeal));
        sealed("a foreign seal for the first", JsonEdit.with(all, 0, foreignSeal));
        sealed(
                "a foreign seal for the last that is needed",
                JsonEdit.with(all.subList(0, quorum), quorum - 1, foreignSeal));
        sealed("all seals twice", twice(all));
        sealed("all seals, the last in its other form besides", JsonEdit.and(all, TestValidator.highS(all.getLast())));
        List<TestValidator> strangers = new ArrayList<>();
        for (int i = 0; i < validators.size(); i++) {
            strangers.add(TestValidator.number(60 + i));
        }
        seals("sealed by as many strangers", good.onBlock(block.sealedBy(strangers)));
        SealedBlock own = block.withExtra(SealedBlock.VALIDATORS, SealedBlock.list(SealedBlock.sorted(strangers)))
                .with(
                        SealedBlock.COINBASE,
                        Rlp.of(strangers.getFirst().address().bytes()));
        seals("a header that lists strangers, sealed by them", good.onBlock(own.sealedBy(strangers)));
        SealedBlock one = block.withExtra(SealedBlock.VALIDATORS, SealedBlock.list(List.of(foreign.address())))
                .with(SealedBlock.COINBASE, Rlp.of(foreign.address().bytes()));
        seals("a header that lists one stranger, sealed by it", good.onBlock(one.sealedBy(List.of(foreign))));
        SealedBlock round = block.withExtra(SealedBlock.ROUND, Rlp.of(2));
        seals("the seals of another round", good.onBlock(round));
        seals(
                "seals over the block hash in a later round",
                good.onBlock(round.withSeals(
                        validators.stream().map(v -> v.seal(round.hash())).toList())));
        seals(
                "seals over the bytes without their seals' place",
                good.onBlock(block.withSeals(validators.stream()
                        .map(v -> v.seal(Keccak.hash(block.extraData())))
                        .toList())));
        SealedBlock sibling = block.with(SealedBlock.TIMESTAMP, Rlp.of(1_700_000_000));
        seals(
                "the seals of another block of this number",
                good.onBlock(block.withSeals(world.sealAll(sibling).sealBytes())));
        cases.valid(
                "valid-seals",
                "sealed by exactly a quorum in round 7",
                good,
                good.onBlock(block.withExtra(SealedBlock.ROUND, Rlp.of(7)).sealedBy(validators.subList(0, quorum))));
    }

    private static List<byte[]> twice(List<byte[]> seals) {
        List<byte[]> both = new ArrayList<>(seals);
        both.addAll(seals);
        return both;
    }

    /** Headers sealed by all validators that no QBFT network would have made. */
    private void sealedHeaders() {
        List<Address> listed = SealedBlock.sorted(validators);
        List<Address> more = new ArrayList<>(listed);
        more.add(TestValidator.number(99).address());
        Collections.sort(more);
        List<Address> unsorted = new ArrayList<>(listed);
        Collections.reverse(unsorted);
        resealed("no validator listed", block.withExtra(SealedBlock.VALIDATORS, Rlp.list()));
        resealed("a validator listed that is none", block.withExtra(SealedBlock.VALIDATORS, SealedBlock.list(more)));
        resealed(
                "a validator listed twice",
                block.withExtra(SealedBlock.VALIDATORS, SealedBlock.list(JsonEdit.and(listed, listed.getLast()))));
        if (listed.size() > 1) {
            resealed("validators out of order", block.withExtra(SealedBlock.VALIDATORS, SealedBlock.list(unsorted)));
            resealed(
                    "a validator not listed",
                    block.withExtra(SealedBlock.VALIDATORS, SealedBlock.list(listed.subList(1, listed.size()))));
        }
        for (byte[] maker : List.of(
                TestValidator.number(99).address().bytes(), new byte[20], new byte[19], new byte[32], new byte[0])) {
            resealed("made by somebody else", block.with(SealedBlock.COINBASE, Rlp.of(maker)));
        }
        for (int difficulty : new int[] {0, 2, 131072}) {
            resealed("difficulty " + difficulty, block.with(SealedBlock.DIFFICULTY, Rlp.of(difficulty)));
        }
        resealed("a difficulty with a zero in front", block.with(SealedBlock.DIFFICULTY, Rlp.of(new byte[] {0, 1})));
        for (byte[] mark : List.of(
                new byte[32], new byte[0], new byte[31], KnownKeys.hash("mark").bytes())) {
            resealed("another mix hash", block.with(SealedBlock.MIX_HASH, Rlp.of(mark)));
        }
        SealedBlock genesis = block.with(SealedBlock.NUMBER, Rlp.of(0));
        seals(
                "the genesis block, hashed as it is",
                good.onBlock(0, genesis.plainHash().bytes(), genesis.rlp()));
        SealedBlock sealedGenesis = world.sealAll(genesis);
        block("the genesis block, hashed like any other", good.onBlock(sealedGenesis));
    }

    private void resealed(String what, SealedBlock changed) {
        seals(what, good.onBlock(world.sealAll(changed)));
    }
}
