package io.govshare.proof.receipt;

import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.TestValidator;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.seal.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Receipts whose statement is good and was not anchored as they say. */
final class BadAnchorings {
    private BadAnchorings() {}

    static void addTo(List<BadReceipts.BadReceipt> bad, TestReceipts world) {
        inclusion(world, bad);
        checkpoint(world, bad);
        anchor(world, bad);
        block(world, bad);
        validators(world, bad);
    }

    private static void inclusion(TestReceipts world, List<BadReceipts.BadReceipt> bad) {
        InclusionProof good = world.receiptWithoutDisclosures().inclusion();
        List<Hash> path = good.path();
        BadReceipts.add(
                bad,
                "receipt-with-swapped-leaf",
                world.withStatement(world.accessGranted().compact()),
                Step.Name.INCLUSION,
                "another root");
        BadReceipts.add(
                bad,
                "receipt-with-another-index",
                world.withInclusion(new InclusionProof(4, 13, path)),
                Step.Name.INCLUSION,
                "another root");
        BadReceipts.add(
                bad,
                "receipt-with-index-outside-the-tree",
                world.withInclusion(new InclusionProof(13, 13, path)),
                Step.Name.INCLUSION,
                "outside");
        BadReceipts.add(
                bad,
                "receipt-with-shortened-path",
                world.withInclusion(new InclusionProof(5, 13, path.subList(0, path.size() - 1))),
                Step.Name.INCLUSION,
                "below the root");
        List<Hash> longer = new ArrayList<>(path);
        longer.add(MerkleHash.EMPTY_ROOT);
        BadReceipts.add(
                bad,
                "receipt-with-lengthened-path",
                world.withInclusion(new InclusionProof(5, 13, longer)),
                Step.Name.INCLUSION,
                "longer than the tree");
        List<Hash> changed = new ArrayList<>(path);
        changed.set(0, MerkleHash.EMPTY_ROOT);
        BadReceipts.add(
                bad,
                "receipt-with-altered-path",
                world.withInclusion(new InclusionProof(5, 13, changed)),
                Step.Name.INCLUSION,
                "another root");
    }

    private static void checkpoint(TestReceipts world, List<BadReceipts.BadReceipt> bad) {
        Checkpoint good =
                Checkpoint.parse(SignedNote.parse(world.receipt().checkpoint()).text());
        NoteSigner stranger = new NoteSigner(TestReceipts.ORIGIN, TestKeys.ed25519());
        BadReceipts.add(
                bad,
                "receipt-with-checkpoint-by-a-stranger",
                world.withCheckpoint(SignedNote.sign(good, stranger).note()),
                Step.Name.CHECKPOINT,
                "not signed by the key");
        BadReceipts.add(
                bad,
                "receipt-with-checkpoint-of-an-unknown-log",
                world.withCheckpoint(world.sign(new Checkpoint("another/log", good.size(), good.root()))),
                Step.Name.CHECKPOINT,
                "not in the trust file");
        String text = world.receipt().checkpoint();
        String signature = text.substring(text.indexOf("\n\n"));
        BadReceipts.add(
                bad,
                "receipt-with-checkpoint-line-added",
                world.withCheckpoint(good.text() + "more" + signature),
                Step.Name.CHECKPOINT,
                "not signed by the key");
    }

    private static void anchor(TestReceipts world, List<BadReceipts.BadReceipt> bad) {
        BadReceipts.add(
                bad,
                "receipt-of-another-chain",
                world.withAnchor(a -> new Receipt.Anchor(
                        1, a.contract(), a.logId(), a.size(), a.block(), a.accountProof(), a.storageProof())),
                Step.Name.ANCHOR,
                "not the trusted chain");
        BadReceipts.add(
                bad,
                "receipt-of-another-contract",
                world.withAnchor(a -> new Receipt.Anchor(
                        a.chainId(),
                        TestValidator.number(1).address(),
                        a.logId(),
                        a.size(),
                        a.block(),
                        a.accountProof(),
                        a.storageProof())),
                Step.Name.ANCHOR,
                "not the trusted contract");
        BadReceipts.add(
                bad,
                "receipt-of-another-log",
                world.withAnchor(a -> new Receipt.Anchor(
                        a.chainId(),
                        a.contract(),
                        Keccak.hash(new byte[] {9}),
                        a.size(),
                        a.block(),
                        a.accountProof(),
                        a.storageProof())),
                Step.Name.ANCHOR,
                "another log");
        proofs(
                world,
                bad,
                "account",
                (a, nodes) -> new Receipt.Anchor(
                        a.chainId(), a.contract(), a.logId(), a.size(), a.block(), nodes, a.storageProof()));
        proofs(
                world,
                bad,
                "storage",
                (a, nodes) -> new Receipt.Anchor(
                        a.chainId(), a.contract(), a.logId(), a.size(), a.block(), a.accountProof(), nodes));
        BadReceipts.add(
                bad,
                "receipt-with-block-of-another-state",
                world.receiptWithBlock(
                        b -> b.withStateRoot(Keccak.hash(new byte[] {5})).sealedBy(world.validators())),
                Step.Name.ANCHOR,
                "does not have the hash");
    }

    private static void proofs(
            TestReceipts world,
            List<BadReceipts.BadReceipt> bad,
            String kind,
            BiFunction<Receipt.Anchor, List<String>, Receipt.Anchor> with) {
        Receipt.Anchor good = world.receiptWithoutDisclosures().anchor();
        List<String> nodes = kind.equals("account") ? good.accountProof() : good.storageProof();
        List<String> longer = new ArrayList<>(nodes);
        longer.add(nodes.getFirst());
        List<String> changed = new ArrayList<>(nodes);
        byte[] last = HexText.parse(nodes.getLast());
        last[last.length - 1] ^= 1;
        changed.set(changed.size() - 1, HexText.format(last));
        BadReceipts.add(
                bad,
                "receipt-without-" + kind + "-proof",
                world.withAnchor(a -> with.apply(a, List.of())),
                Step.Name.ANCHOR,
                "ends before");
        BadReceipts.add(
                bad,
                "receipt-with-cut-" + kind + "-proof",
                world.withAnchor(a -> with.apply(a, nodes.subList(0, nodes.size() - 1))),
                Step.Name.ANCHOR,
                "ends before");
        BadReceipts.add(
                bad,
                "receipt-with-lengthened-" + kind + "-proof",
                world.withAnchor(a -> with.apply(a, longer)),
                Step.Name.ANCHOR,
                "no nodes besides");
        BadReceipts.add(
                bad,
                "receipt-with-altered-" + kind + "-proof",
                world.withAnchor(a -> with.apply(a, changed)),
                Step.Name.ANCHOR,
                "does not have the hash");
    }

    private static void block(TestReceipts world, List<BadReceipts.BadReceipt> bad) {
        Receipt.Block good = world.receiptWithoutDisclosures().anchor().block();
        BadReceipts.add(
                bad,
                "receipt-with-another-block-number",
                world.withBlock(new Receipt.Block(78, good.hash(), good.header())),
                Step.Name.BLOCK,
                "not 78");
        BadReceipts.add(
                bad,
                "receipt-with-another-block-hash",
                world.withBlock(new Receipt.Block(77, MerkleHash.EMPTY_ROOT, good.header())),
                Step.Name.BLOCK,
                "does not have the hash");
        BadReceipts.add(
                bad,
                "receipt-with-block-hash-of-the-raw-bytes",
                world.withBlock(new Receipt.Block(77, Keccak.hash(HexText.parse(good.header())), good.header())),
                Step.Name.BLOCK,
                "does not have the hash");
    }

    private static void validators(TestReceipts world, List<BadReceipts.BadReceipt> bad) {
        List<TestValidator> four = world.validators();
        TestValidator foreign = TestValidator.number(9);
        BadReceipts.add(
                bad,
                "receipt-with-two-of-four-seals",
                world.receiptWithBlock(b -> b.sealedBy(four.subList(0, 2))),
                Step.Name.VALIDATORS,
                "2 of 4");
        BadReceipts.add(
                bad,
                "receipt-without-seals",
                world.receiptWithBlock(b -> b.withSeals(_ -> List.of())),
                Step.Name.VALIDATORS,
                "0 of 4");
        BadReceipts.add(
                bad,
                "receipt-with-doubled-seal",
                world.receiptWithBlock(b -> b.withSeals(s -> List.of(s.get(0), s.get(1), s.get(1)))),
                Step.Name.VALIDATORS,
                "counted twice");
        BadReceipts.add(
                bad,
                "receipt-with-doubled-seal-in-high-form",
                world.receiptWithBlock(
                        b -> b.withSeals(s -> List.of(s.get(0), s.get(1), TestValidator.highS(s.get(1))))),
                Step.Name.VALIDATORS,
                "counted twice");
        BadReceipts.add(
                bad,
                "receipt-with-foreign-seal",
                world.receiptWithBlock(b -> b.sealedBy(List.of(four.get(0), four.get(1), foreign))),
                Step.Name.VALIDATORS,
                "no validator");
        BadReceipts.add(
                bad,
                "receipt-with-seals-of-another-round",
                world.receiptWithBlock(b -> {
                    List<byte[]> early =
                            four.stream().map(v -> v.seal(b.commitHash())).toList();
                    return b.inRound(2).withSeals(_ -> early);
                }),
                Step.Name.VALIDATORS,
                "no validator");
        List<TestValidator> own = List.of(foreign);
        BadReceipts.add(
                bad,
                "receipt-with-validators-of-its-own",
                world.receiptWithBlock(b -> b.listing(List.of(foreign.address()))
                        .madeBy(foreign.address())
                        .sealedBy(own)),
                Step.Name.VALIDATORS,
                "lists other validators");
    }
}
