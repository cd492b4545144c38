package io.govshare.proof.receipt;

import io.govshare.proof.StrictBase64;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.TestValidator;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteSigner;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.seal.Disclosure;
import io.govshare.proof.seal.Jws;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.proof.seal.StatementType;
import io.govshare.proof.seal.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Receipts that must not pass, each spoiled in one point, with the step that has to say so and words of its reason. */
public final class BadReceipts {
    /**
     * @param name as a file name, such as {@code receipt-with-swapped-leaf}
     * @param failing the step at which the check has to end
     * @param reason a part of that step's detail
     */
    public record BadReceipt(String name, Receipt receipt, Step.Name failing, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private BadReceipts() {}

    public static List<BadReceipt> all(TestReceipts world) {
        List<BadReceipt> bad = new ArrayList<>();
        format(world, bad);
        seal(world, bad);
        disclosures(world, bad);
        inclusion(world, bad);
        checkpoint(world, bad);
        anchor(world, bad);
        block(world, bad);
        validators(world, bad);
        return bad;
    }

    private static void format(TestReceipts world, List<BadReceipt> bad) {
        Receipt good = world.receiptWithoutDisclosures();
        add(bad, "receipt-with-text-for-a-statement", world.withStatement("text"), Step.Name.FORMAT, "three parts");
        add(
                bad,
                "receipt-with-unsigned-statement",
                world.withStatement("eyJhbGciOiJub25lIn0.e30."),
                Step.Name.FORMAT,
                "alg");
        add(
                bad,
                "receipt-without-checkpoint-signature",
                world.withCheckpoint("x\n\n"),
                Step.Name.FORMAT,
                "at least one signature");
        add(
                bad,
                "receipt-with-empty-header",
                world.withBlock(new Receipt.Block(77, good.anchor().block().hash(), "0x")),
                Step.Name.FORMAT,
                "cut off");
        InclusionProof inclusion = good.inclusion();
        add(
                bad,
                "receipt-with-two-tree-sizes",
                world.withInclusion(new InclusionProof(inclusion.leafIndex(), 12, inclusion.path())),
                Step.Name.FORMAT,
                "different tree sizes");
        add(
                bad,
                "receipt-with-anchor-of-another-size",
                world.withAnchor(a -> new Receipt.Anchor(
                        a.chainId(), a.contract(), a.logId(), 12, a.block(), a.accountProof(), a.storageProof())),
                Step.Name.FORMAT,
                "different tree sizes");
    }

    private static void seal(TestReceipts world, List<BadReceipt> bad) {
        SealedStatement.Claims claims = world.claims();
        add(
                bad,
                "receipt-sealed-by-unknown-agency",
                sealed(world, new SealedStatement.Claims("nobody", claims.id(), claims.issuedAt(), claims.operator())),
                Step.Name.SEAL,
                "not in the trust file");
        add(
                bad,
                "receipt-sealed-with-another-agencys-key",
                world.receiptOf(
                        SealedStatement.seal(StatementType.ACCESS_DENIED, claims, own(), world.otherAgencySigner()),
                        List.of()),
                Step.Name.SEAL,
                "none of agency");
        add(
                bad,
                "receipt-sealed-before-its-key",
                sealed(world, at(claims, Instant.parse("2026-11-22T09:59:59Z"))),
                Step.Name.SEAL,
                "not valid at");
        String[] parts = world.receipt().statement().split("\\.", 3);
        String[] others = world.accessGranted().compact().split("\\.", 3);
        add(
                bad,
                "receipt-with-seal-of-another-statement",
                world.withStatement(parts[0] + '.' + parts[1] + '.' + others[2]),
                Step.Name.SEAL,
                "not made by the key");
        String compact = world.accessGranted().compact();
        String changed = compact.replace(
                compact.substring(compact.indexOf('.') + 1, compact.lastIndexOf('.')), otherPayload(compact));
        add(bad, "receipt-with-altered-claims", world.withStatement(changed), Step.Name.SEAL, "not made by the key");
    }

    private static void disclosures(TestReceipts world, List<BadReceipt> bad) {
        Disclosure first = world.record().disclosures().getFirst();
        String forged = Disclosure.of(first.salt(), "title", JsonValue.of("Purchase order 18"))
                .text();
        add(
                bad,
                "receipt-with-altered-field",
                world.withDisclosures(List.of(forged)),
                Step.Name.DISCLOSURES,
                "does not belong");
        add(
                bad,
                "receipt-with-field-twice",
                world.withDisclosures(List.of(first.text(), first.text())),
                Step.Name.DISCLOSURES,
                "given twice");
        add(
                bad,
                "receipt-with-broken-disclosure",
                world.withDisclosures(List.of("*")),
                Step.Name.DISCLOSURES,
                "base64url");
        add(
                bad,
                "receipt-with-field-on-an-access",
                world.receiptOf(world.accessGranted(), List.of(first.text())),
                Step.Name.DISCLOSURES,
                "has no disclosures");
    }

    private static void inclusion(TestReceipts world, List<BadReceipt> bad) {
        InclusionProof good = world.receiptWithoutDisclosures().inclusion();
        List<Hash> path = good.path();
        add(
                bad,
                "receipt-with-swapped-leaf",
                world.withStatement(world.accessGranted().compact()),
                Step.Name.INCLUSION,
                "another root");
        add(
                bad,
                "receipt-with-another-index",
                world.withInclusion(new InclusionProof(4, 13, path)),
                Step.Name.INCLUSION,
                "another root");
        add(
                bad,
                "receipt-with-index-outside-the-tree",
                world.withInclusion(new InclusionProof(13, 13, path)),
                Step.Name.INCLUSION,
                "outside");
        add(
                bad,
                "receipt-with-shortened-path",
                world.withInclusion(new InclusionProof(5, 13, path.subList(0, path.size() - 1))),
                Step.Name.INCLUSION,
                "below the root");
        List<Hash> longer = new ArrayList<>(path);
        longer.add(MerkleHash.EMPTY_ROOT);
        add(
                bad,
                "receipt-with-lengthened-path",
                world.withInclusion(new InclusionProof(5, 13, longer)),
                Step.Name.INCLUSION,
                "longer than the tree");
        List<Hash> changed = new ArrayList<>(path);
        changed.set(0, MerkleHash.EMPTY_ROOT);
        add(
                bad,
                "receipt-with-altered-path",
                world.withInclusion(new InclusionProof(5, 13, changed)),
                Step.Name.INCLUSION,
                "another root");
    }

    private static void checkpoint(TestReceipts world, List<BadReceipt> bad) {
        Checkpoint good =
                Checkpoint.parse(SignedNote.parse(world.receipt().checkpoint()).text());
        NoteSigner stranger = new NoteSigner(TestReceipts.ORIGIN, TestKeys.ed25519());
        add(
                bad,
                "receipt-with-checkpoint-by-a-stranger",
                world.withCheckpoint(SignedNote.sign(good, stranger).note()),
                Step.Name.CHECKPOINT,
                "not signed by the key");
        add(
                bad,
                "receipt-with-checkpoint-of-an-unknown-log",
                world.withCheckpoint(world.sign(new Checkpoint("another/log", good.size(), good.root()))),
                Step.Name.CHECKPOINT,
                "not in the trust file");
        String text = world.receipt().checkpoint();
        String signature = text.substring(text.indexOf("\n\n"));
        add(
                bad,
                "receipt-with-checkpoint-line-added",
                world.withCheckpoint(good.text() + "more" + signature),
                Step.Name.CHECKPOINT,
                "not signed by the key");
    }

    private static void anchor(TestReceipts world, List<BadReceipt> bad) {
        add(
                bad,
                "receipt-of-another-chain",
                world.withAnchor(a -> new Receipt.Anchor(
                        1, a.contract(), a.logId(), a.size(), a.block(), a.accountProof(), a.storageProof())),
                Step.Name.ANCHOR,
                "not the trusted chain");
        add(
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
        add(
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
        add(
                bad,
                "receipt-with-block-of-another-state",
                world.receiptWithBlock(
                        b -> b.withStateRoot(Keccak.hash(new byte[] {5})).sealedBy(world.validators())),
                Step.Name.ANCHOR,
                "does not have the hash");
    }

    private static void proofs(
            TestReceipts world,
            List<BadReceipt> bad,
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
        add(
                bad,
                "receipt-without-" + kind + "-proof",
                world.withAnchor(a -> with.apply(a, List.of())),
                Step.Name.ANCHOR,
                "ends before");
        add(
                bad,
                "receipt-with-cut-" + kind + "-proof",
                world.withAnchor(a -> with.apply(a, nodes.subList(0, nodes.size() - 1))),
                Step.Name.ANCHOR,
                "ends before");
        add(
                bad,
                "receipt-with-lengthened-" + kind + "-proof",
                world.withAnchor(a -> with.apply(a, longer)),
                Step.Name.ANCHOR,
                "no nodes besides");
        add(
                bad,
                "receipt-with-altered-" + kind + "-proof",
                world.withAnchor(a -> with.apply(a, changed)),
                Step.Name.ANCHOR,
                "does not have the hash");
    }

    private static void block(TestReceipts world, List<BadReceipt> bad) {
        Receipt.Block good = world.receiptWithoutDisclosures().anchor().block();
        add(
                bad,
                "receipt-with-another-block-number",
                world.withBlock(new Receipt.Block(78, good.hash(), good.header())),
                Step.Name.BLOCK,
                "not 78");
        add(
                bad,
                "receipt-with-another-block-hash",
                world.withBlock(new Receipt.Block(77, MerkleHash.EMPTY_ROOT, good.header())),
                Step.Name.BLOCK,
                "does not have the hash");
        add(
                bad,
                "receipt-with-block-hash-of-the-raw-bytes",
                world.withBlock(new Receipt.Block(77, Keccak.hash(HexText.parse(good.header())), good.header())),
                Step.Name.BLOCK,
                "does not have the hash");
    }

    private static void validators(TestReceipts world, List<BadReceipt> bad) {
        List<TestValidator> four = world.validators();
        TestValidator foreign = TestValidator.number(9);
        add(
                bad,
                "receipt-with-two-of-four-seals",
                world.receiptWithBlock(b -> b.sealedBy(four.subList(0, 2))),
                Step.Name.VALIDATORS,
                "2 of 4");
        add(
                bad,
                "receipt-without-seals",
                world.receiptWithBlock(b -> b.withSeals(_ -> List.of())),
                Step.Name.VALIDATORS,
                "0 of 4");
        add(
                bad,
                "receipt-with-doubled-seal",
                world.receiptWithBlock(b -> b.withSeals(s -> List.of(s.get(0), s.get(1), s.get(1)))),
                Step.Name.VALIDATORS,
                "counted twice");
        add(
                bad,
                "receipt-with-doubled-seal-in-high-form",
                world.receiptWithBlock(
                        b -> b.withSeals(s -> List.of(s.get(0), s.get(1), TestValidator.highS(s.get(1))))),
                Step.Name.VALIDATORS,
                "counted twice");
        add(
                bad,
                "receipt-with-foreign-seal",
                world.receiptWithBlock(b -> b.sealedBy(List.of(four.get(0), four.get(1), foreign))),
                Step.Name.VALIDATORS,
                "no validator");
        add(
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
        add(
                bad,
                "receipt-with-validators-of-its-own",
                world.receiptWithBlock(b -> b.listing(List.of(foreign.address()))
                        .madeBy(foreign.address())
                        .sealedBy(own)),
                Step.Name.VALIDATORS,
                "lists other validators");
    }

    private static Receipt sealed(TestReceipts world, SealedStatement.Claims claims) {
        return world.receiptOf(
                SealedStatement.seal(StatementType.ACCESS_DENIED, claims, own(), world.agencySigner()), List.of());
    }

    private static SealedStatement.Claims at(SealedStatement.Claims claims, Instant time) {
        return new SealedStatement.Claims(claims.issuer(), claims.id(), time, claims.operator());
    }

    private static JsonValue.Obj own() {
        return JsonValue.Obj.builder().add("reason", "no-agreement").build();
    }

    private static String otherPayload(String compact) {
        String payload = new String(Jws.parse(compact).payload(), StandardCharsets.UTF_8);
        return StrictBase64.encodeUrl(payload.replace("\"audit\"", "\"fraud\"").getBytes(StandardCharsets.UTF_8));
    }

    private static void add(List<BadReceipt> bad, String name, Receipt receipt, Step.Name failing, String reason) {
        bad.add(new BadReceipt(name, receipt, failing, reason));
    }
}
