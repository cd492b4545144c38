package io.govshare.proof.corpus;

import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.Rlp;
import io.govshare.proof.chain.TestValidator;
import io.govshare.proof.corpus.CorpusCase.Expected;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;

/**
 * Receipts of a chain whose validators changed twice since the trust file was made: at block 503 a fifth one was added,
 * at block 513 the second one dropped. Headers from block 500 on show how.
 */
final class ChangeFaults {
    private static final String CHANGES = "anchor.validatorChanges";
    private static final List<TestValidator> FOUR = TestValidator.first(4);
    private static final List<TestValidator> FIVE = TestValidator.first(5);
    private static final List<TestValidator> LATER = List.of(FIVE.get(0), FIVE.get(2), FIVE.get(3), FIVE.get(4));
    private static final Rlp NONE = Rlp.list();
    private static final Rlp ADD = vote(FIVE.get(4), true);
    private static final Rlp DROP = vote(FIVE.get(1), false);

    private final Cases cases;
    private final World world;
    /** Headers from block 500 on, as the chain has them. */
    private final List<SealedBlock> chain = new ArrayList<>();

    private final Specimen afterFirst;
    private final Specimen afterSecond;

    private ChangeFaults(Cases cases, World world) {
        this.cases = cases;
        this.world = world;
        SealedBlock parent = SealedBlock.open(499, Keccak.hash(new byte[] {1}), FOUR);
        for (int i = 0; i < 3; i++) {
            parent = append(next(parent, FOUR, FOUR.get(i), ADD));
        }
        parent = append(next(parent, FIVE, FIVE.get(0), NONE));
        for (int i = 4; i < 10; i++) {
            parent = append(next(parent, FIVE, FIVE.get(i % 5), NONE));
        }
        for (int i = 0; i < 3; i++) {
            parent = append(next(parent, FIVE, FIVE.get(i + 2), DROP));
        }
        append(next(parent, LATER, LATER.get(0), NONE));
        this.afterFirst = world.specimen(3, anchoring(508));
        this.afterSecond = world.specimen(4, anchoring(520));
    }

    static World world() {
        NavigableMap<Long, List<TestValidator>> sets = World.validators(4);
        sets.put(503L, FIVE);
        sets.put(513L, LATER);
        return new World("voting", 20263, Consensus.QBFT, sets);
    }

    static void addTo(Cases cases, World world) {
        ChangeFaults faults = new ChangeFaults(cases, world);
        faults.good();
        faults.leftOut();
        faults.votes();
        faults.seals();
        faults.branches();
        faults.order();
        faults.trusts();
        faults.form();
        faults.bundles();
    }

    private SealedBlock append(SealedBlock block) {
        chain.add(block);
        return block;
    }

    private Anchoring anchoring(long block) {
        return world.anchoring(9, world.tree().root(9), block, world::sealAll);
    }

    /** An anchor in the block after a block of the chain. */
    private Anchoring childOf(SealedBlock parent, long number) {
        Rlp hash = Rlp.of(parent.hash().bytes());
        return world.anchoring(
                9, world.tree().root(9), number, block -> world.sealAll(block.with(SealedBlock.PARENT, hash)));
    }

    private static SealedBlock next(SealedBlock parent, List<TestValidator> set, TestValidator maker, Rlp vote) {
        SealedBlock open = SealedBlock.open(parent.number() + 1, Keccak.hash(new byte[] {2}), set)
                .with(SealedBlock.PARENT, Rlp.of(parent.hash().bytes()))
                .with(SealedBlock.COINBASE, Rlp.of(maker.address().bytes()))
                .withExtra(SealedBlock.VOTE, vote);
        return open.sealedBy(set.subList(0, (2 * set.size() + 2) / 3));
    }

    private static Rlp vote(TestValidator candidate, boolean add) {
        return Rlp.list(Rlp.of(candidate.address().bytes()), Rlp.of(add ? new byte[] {-1} : new byte[0]));
    }

    /** The chain's headers from one block to another, both included. */
    private List<SealedBlock> blocks(int from, int to) {
        return chain.subList(from - 500, to - 499);
    }

    private static List<SealedBlock> both(List<SealedBlock> first, List<SealedBlock> second) {
        List<SealedBlock> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private static JsonValue.Obj carrying(Specimen specimen, List<SealedBlock> headers) {
        return JsonEdit.set(
                specimen.receipt(),
                CHANGES,
                headers.stream().map(each -> Hex.of(each.rlp())).toList());
    }

    /** The trust file from before the changes. */
    private String trust() {
        return trust(World.set(0, addresses(FOUR)));
    }

    private String trust(JsonValue... sets) {
        return JsonEdit.set(world.trust(), "validators", new JsonValue.Array(List.of(sets)))
                .toString();
    }

    private static List<String> addresses(List<TestValidator> validators) {
        return validators.stream().map(each -> each.address().toString()).toList();
    }

    private void valid(String what, JsonValue.Obj receipt) {
        cases.add("valid-change", what, trust(), receipt.toString(), Expected.VALID);
    }

    private void failing(String what, JsonValue.Obj receipt) {
        failing(what, trust(), receipt);
    }

    private void failing(String what, String trust, JsonValue.Obj receipt) {
        cases.add("change", what, trust, receipt.toString(), Expected.failing(Step.Name.VALIDATORS));
    }

    private void good() {
        valid("votes and the block after them", carrying(afterFirst, blocks(500, 503)));
        Specimen child = world.specimen(3, childOf(chain.get(7), 508));
        valid("headers up to the anchor's parent", carrying(child, blocks(500, 507)));
        valid("every header of both changes", carrying(afterSecond, blocks(500, 513)));
        valid("headers between both changes left out", carrying(afterSecond, both(blocks(500, 503), blocks(510, 513))));
        Specimen before = world.specimen(2, anchoring(499));
        valid("no header carried before the change", before.receipt());
        valid("an empty list before the change", carrying(before, List.of()));
        Specimen during = world.specimen(2, childOf(chain.get(1), 502));
        valid("headers that change nothing", carrying(during, blocks(500, 501)));
        Specimen itself = world.specimen(5, childOf(chain.get(2), 503));
        SealedBlock own = itself.anchoring().block();
        valid("the anchor's own header is the last one", carrying(itself, both(blocks(500, 502), List.of(own))));
        valid(
                "the anchor's own header with other seals is the last one",
                carrying(itself, both(blocks(500, 502), List.of(own.sealedBy(FIVE.subList(1, 5))))));
        String known = trust(World.set(0, addresses(FOUR)), World.set(503, addresses(FIVE)));
        cases.add(
                "valid-change",
                "the first change in the trust file, the second carried",
                known,
                carrying(afterSecond, blocks(510, 513)).toString(),
                Expected.VALID);
        cases.add(
                "valid-change",
                "both in the trust file",
                afterSecond.trust(),
                afterSecond.receipt().toString(),
                Expected.VALID);
    }

    private void leftOut() {
        failing("no header", afterFirst.receipt());
        failing("no header of two changes", afterSecond.receipt());
        failing("an empty list", carrying(afterFirst, List.of()));
        failing("the block after the votes left out", carrying(afterFirst, blocks(500, 502)));
        failing("only the block after the votes", carrying(afterFirst, blocks(503, 503)));
        for (int missing = 500; missing < 503; missing++) {
            int block = missing;
            failing(
                    "the vote of block " + missing + " left out",
                    carrying(
                            afterFirst,
                            blocks(500, 503).stream()
                                    .filter(each -> each.number() != block)
                                    .toList()));
        }
        failing("the first change only", carrying(afterSecond, blocks(500, 503)));
        failing("the second change only", carrying(afterSecond, blocks(510, 513)));
        failing(
                "a vote of the second change left out",
                carrying(afterSecond, both(blocks(500, 503), blocks(511, 513))));
        failing(
                "votes, and a later block that lists the change",
                carrying(afterFirst, both(blocks(500, 502), blocks(504, 504))));
    }

    /** A chain of its own from block 500 on: votes by the makers, and then a block that lists a set. */
    private List<SealedBlock> forged(List<TestValidator> listed, List<TestValidator> makers, Rlp... votes) {
        List<SealedBlock> made = new ArrayList<>();
        SealedBlock parent = SealedBlock.open(499, Keccak.hash(new byte[] {1}), FOUR);
        for (int i = 0; i < votes.length; i++) {
            parent = next(parent, FOUR, makers.get(i), votes[i]);
            made.add(parent);
        }
        made.add(next(parent, listed, listed.get(0), NONE));
        return made;
    }

    private void votes() {
        TestValidator other = TestValidator.number(9);
        failing("no votes", carrying(afterFirst, forged(FIVE, FOUR, NONE, NONE, NONE)));
        failing("two votes of four", carrying(afterFirst, forged(FIVE, FOUR, ADD, ADD, NONE)));
        List<TestValidator> twice = List.of(FOUR.get(0), FOUR.get(1), FOUR.get(0), FOUR.get(1));
        failing("two voters who vote twice", carrying(afterFirst, forged(FIVE, twice, ADD, ADD, ADD, ADD)));
        List<TestValidator> again = List.of(FOUR.get(0), FOUR.get(1), FOUR.get(2), FOUR.get(0));
        Rlp against = vote(FIVE.get(4), false);
        failing("a vote taken back", carrying(afterFirst, forged(FIVE, again, ADD, ADD, against, against)));
        failing("a vote replaced by its opposite", carrying(afterFirst, forged(FIVE, twice, ADD, ADD, against, ADD)));
        failing(
                "votes for another validator",
                carrying(afterFirst, forged(FIVE, FOUR, vote(other, true), vote(other, true), vote(other, true))));
        failing("votes to drop what is added", carrying(afterFirst, forged(FIVE, FOUR, against, against, against)));
        List<TestValidator> six = List.of(FIVE.get(0), FIVE.get(1), FIVE.get(2), FIVE.get(3), FIVE.get(4), other);
        failing("votes for one, two are added", carrying(afterFirst, forged(six, FOUR, ADD, ADD, ADD)));
        List<TestValidator> exchanged = List.of(FIVE.get(0), FIVE.get(1), FIVE.get(2), FIVE.get(4));
        failing(
                "votes to add one, another is dropped too",
                carrying(afterFirst, forged(exchanged, FOUR, ADD, ADD, ADD)));
        failing(
                "votes to add one, another is dropped",
                carrying(afterFirst, forged(FOUR.subList(0, 3), FOUR, ADD, ADD, ADD)));
        List<TestValidator> strangers = List.of(other, TestValidator.number(10), TestValidator.number(11));
        failing("votes by strangers", carrying(afterFirst, forged(FIVE, strangers, ADD, ADD, ADD)));
        List<SealedBlock> voted = forged(FIVE, List.of(FOUR.get(3), FOUR.get(2), FOUR.get(1)), ADD, ADD, ADD);
        valid("votes by three others", carrying(afterFirst, voted));
        valid(
                "a vote taken back and given again",
                carrying(
                        afterFirst,
                        forged(
                                FIVE,
                                List.of(FOUR.get(0), FOUR.get(0), FOUR.get(0), FOUR.get(1), FOUR.get(2)),
                                ADD,
                                against,
                                ADD,
                                ADD,
                                ADD)));
        valid(
                "votes for two validators in turn",
                carrying(
                        afterFirst,
                        forged(
                                FIVE,
                                List.of(FOUR.get(0), FOUR.get(0), FOUR.get(1), FOUR.get(2)),
                                vote(other, true),
                                ADD,
                                ADD,
                                ADD)));
        for (Rlp vote : List.of(
                Rlp.of(0),
                Rlp.list(Rlp.of(other.address().bytes())),
                Rlp.list(Rlp.of(other.address().bytes()), Rlp.of(1)),
                Rlp.list(Rlp.of(new byte[19]), Rlp.of(new byte[0])),
                Rlp.list(Rlp.of(other.address().bytes()), Rlp.of(new byte[] {-1}), Rlp.of(0)))) {
            failing("a vote that is none", carrying(afterFirst, forged(FIVE, FOUR, ADD, ADD, ADD, vote)));
        }
    }

    private void seals() {
        for (int i = 0; i < 4; i++) {
            SealedBlock block = chain.get(i);
            List<TestValidator> set = i < 3 ? FOUR : FIVE;
            int quorum = (2 * set.size() + 2) / 3;
            replaced("block " + i + " without seals", i, block.withSeals(List.of()));
            replaced("block " + i + " short of one seal", i, block.sealedBy(set.subList(0, quorum - 1)));
            List<byte[]> made = block.sealBytes();
            replaced("block " + i + " with one seal twice", i, block.withSeals(JsonEdit.with(made, 0, made.get(1))));
            replaced(
                    "block " + i + " with one seal in both forms",
                    i,
                    block.withSeals(JsonEdit.with(made, 0, TestValidator.highS(made.get(1)))));
            replaced(
                    "block " + i + " with the seals of another",
                    i,
                    block.withSeals(chain.get(i + 1).sealBytes()));
            replaced(
                    "block " + i + " with a foreign seal besides",
                    i,
                    block.withSeals(JsonEdit.and(made, TestValidator.number(9).seal(block.commitHash()))));
            for (int item : new int[] {SealedBlock.STATE_ROOT, SealedBlock.TIMESTAMP, SealedBlock.COINBASE}) {
                byte[] old = ((Rlp.Text) block.items().get(item)).bytes();
                replaced("block " + i + " altered", i, block.with(item, Rlp.of(Hex.flipped(old, 2))));
            }
            replaced("block " + i + " of another parent", i, otherParent(block, set));
        }
        List<TestValidator> strangers = List.of(TestValidator.number(31), TestValidator.number(32));
        SealedBlock theirs = next(chain.get(2), strangers, strangers.get(0), NONE);
        replaced("a block that lists strangers only, sealed by them", 3, theirs);
        List<SealedBlock> foreign = new ArrayList<>();
        List<TestValidator> others = List.of(
                TestValidator.number(41), TestValidator.number(42), TestValidator.number(43), TestValidator.number(44));
        SealedBlock parent = SealedBlock.open(499, Keccak.hash(new byte[] {1}), FOUR);
        for (int i = 0; i < 3; i++) {
            parent = next(parent, others, others.get(i), ADD);
            foreign.add(parent);
        }
        failing("headers of another network", carrying(afterFirst, foreign));
        valid(
                "seals of all, in their other form",
                carrying(
                        afterFirst,
                        JsonEdit.with(
                                blocks(500, 503),
                                3,
                                chain.get(3)
                                        .withSeals(chain.get(3).sealedBy(FIVE).sealBytes().stream()
                                                .map(TestValidator::highS)
                                                .toList()))));
    }

    /** Sealed as it should be, and hung elsewhere. */
    private static SealedBlock otherParent(SealedBlock block, List<TestValidator> set) {
        return block.with(SealedBlock.PARENT, Rlp.of(new byte[32])).sealedBy(set);
    }

    private void replaced(String what, int index, SealedBlock block) {
        failing(what, carrying(afterFirst, JsonEdit.with(blocks(500, 503), index, block)));
    }

    /** Headers that lead up to the anchor's block and are of another branch: the validators sealed one height twice. */
    private void branches() {
        Specimen first = world.specimen(5, childOf(chain.get(2), 503));
        failing("another block of the anchor's number is the last one", carrying(first, blocks(500, 503)));
        failing(
                "another block of the anchor's number, after the change",
                carrying(world.specimen(3, childOf(chain.get(7), 508)), blocks(500, 508)));
        failing("the anchor's block is of another parent", carrying(afterFirst, blocks(500, 507)));
        failing(
                "the anchor's block is a child of the last but one",
                carrying(world.specimen(3, childOf(chain.get(6), 508)), blocks(500, 507)));
        failing(
                "the anchor's block is of another parent, and nothing has changed",
                carrying(world.specimen(2, anchoring(502)), blocks(500, 501)));
        failing(
                "another block of the anchor's number, and nothing has changed",
                carrying(world.specimen(2, childOf(chain.get(1), 502)), blocks(500, 502)));
        cases.add(
                "valid-change",
                "headers of another branch that the trust file makes needless",
                trust(World.set(0, addresses(FOUR)), World.set(508, addresses(FIVE))),
                carrying(afterFirst, blocks(500, 507)).toString(),
                Expected.VALID);
    }

    private void order() {
        List<SealedBlock> reversed = new ArrayList<>(blocks(500, 503));
        Collections.reverse(reversed);
        failing("headers in reverse", carrying(afterFirst, reversed));
        failing("a header twice", carrying(afterFirst, both(blocks(500, 502), blocks(502, 503))));
        failing("the last header twice", carrying(afterFirst, both(blocks(500, 503), blocks(503, 503))));
        failing("a header from before at the end", carrying(afterFirst, both(blocks(500, 503), blocks(501, 501))));
        failing("headers beyond the anchor's block", carrying(afterFirst, blocks(500, 509)));
        Specimen early = world.specimen(2, anchoring(502));
        failing("the change carried for a block before it", carrying(early, blocks(500, 503)));
    }

    private void trusts() {
        JsonValue four = World.set(0, addresses(FOUR));
        JsonValue.Obj first = carrying(afterFirst, blocks(500, 503));
        failing("a trust file that begins after the first vote", trust(World.set(501, addresses(FOUR))), first);
        failing(
                "a trust file that knows another set since the change",
                trust(four, World.set(503, addresses(LATER))),
                first);
        failing(
                "a trust file that knows the set of a later change",
                trust(four, World.set(508, addresses(LATER))),
                first);
        for (long since : new long[] {503, 504, 508}) {
            cases.add(
                    "valid-change",
                    "a newer trust file, that knows the change since block " + since,
                    trust(four, World.set(since, addresses(FIVE))),
                    first.toString(),
                    Expected.VALID);
        }
        failing("a trust file of other validators", trust(World.set(0, addresses(LATER))), first);
        failing("a trust file that begins after the anchor", trust(World.set(509, addresses(FIVE))), first);
    }

    private void form() {
        for (String header : List.of("0x", "0xc0", "0x80", Hex.of(chain.get(0).rlp()) + "00")) {
            failing("a header that is none", JsonEdit.set(afterFirst.receipt(), CHANGES, List.of(header)));
        }
        for (String changes :
                List.of("null", "true", "{}", "\"0x\"", "[5]", "[null]", "[[]]", "[\"\"]", "[\"0x0\"]", "[\"0xzz\"]")) {
            unusable(
                    "changes that read " + changes,
                    JsonEdit.set(afterFirst.receipt(), CHANGES, JsonReader.parse(changes)));
        }
        unusable("129 headers", JsonEdit.set(afterFirst.receipt(), CHANGES, Collections.nCopies(129, "0xc0")));
        unusable(
                "a header of 64 KiB and a byte",
                JsonEdit.set(afterFirst.receipt(), CHANGES, List.of("0x" + "00".repeat(65_537))));
    }

    private void bundles() {
        List<Specimen> good = new ArrayList<>();
        for (int leaf = 0; leaf < 9; leaf++) {
            Anchoring anchoring = leaf % 2 == 0 ? afterFirst.anchoring() : afterSecond.anchoring();
            good.add(carried(world.specimen(leaf, anchoring), leaf % 2 == 0 ? blocks(500, 503) : blocks(500, 513)));
        }
        bundle("receipts after changes", good, Collections.nCopies(9, Expected.VALID));
        Specimen broken = carried(world.specimen(0, afterFirst.anchoring()), blocks(501, 503));
        List<Expected> expected =
                JsonEdit.with(Collections.nCopies(9, Expected.VALID), 0, Expected.failing(Step.Name.VALIDATORS));
        bundle("one of them without a vote", JsonEdit.with(good, 0, broken), expected);

        List<Specimen> many = new ArrayList<>();
        for (int anchor = 0; anchor < 32; anchor++) {
            List<String> headers = new ArrayList<>(Collections.nCopies(127, "0xc0"));
            headers.add(Hex.of(new byte[] {(byte) anchor}));
            many.add(specimen(afterFirst, JsonEdit.set(afterFirst.receipt(), CHANGES, headers)));
        }
        bundle("4096 headers of changes", many, Collections.nCopies(32, Expected.failing(Step.Name.VALIDATORS)));
        bundle("4100 headers of changes", JsonEdit.and(many, good.getFirst()), List.of());
    }

    private void bundle(String what, List<Specimen> specimens, List<Expected> expected) {
        cases.bundle(what, trust(), Bundles.bundle(specimens).toString(), expected);
    }

    private static Specimen carried(Specimen specimen, List<SealedBlock> headers) {
        return specimen(specimen, carrying(specimen, headers));
    }

    private static Specimen specimen(Specimen specimen, JsonValue.Obj receipt) {
        return new Specimen(
                specimen.world(),
                specimen.anchoring(),
                specimen.leaf(),
                specimen.statement(),
                specimen.disclosures(),
                receipt);
    }

    private void unusable(String what, JsonValue.Obj receipt) {
        cases.add("change-file", what, trust(), receipt.toString(), Expected.UNUSABLE);
    }
}
