package io.govshare.proof.receipt;

import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.seal.Disclosure;
import io.govshare.proof.seal.Jws;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.proof.seal.StatementType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Receipts that are malformed, or whose statement is not what its agency sealed. */
final class BadStatements {
    private BadStatements() {}

    static void addTo(List<BadReceipts.BadReceipt> bad, TestReceipts world) {
        format(world, bad);
        seal(world, bad);
        disclosures(world, bad);
    }

    private static void format(TestReceipts world, List<BadReceipts.BadReceipt> bad) {
        Receipt good = world.receiptWithoutDisclosures();
        BadReceipts.add(
                bad, "receipt-with-text-for-a-statement", world.withStatement("text"), Step.Name.FORMAT, "three parts");
        BadReceipts.add(
                bad,
                "receipt-with-unsigned-statement",
                world.withStatement("eyJhbGciOiJub25lIn0.e30."),
                Step.Name.FORMAT,
                "alg");
        BadReceipts.add(
                bad,
                "receipt-without-checkpoint-signature",
                world.withCheckpoint("x\n\n"),
                Step.Name.FORMAT,
                "at least one signature");
        BadReceipts.add(
                bad,
                "receipt-with-empty-header",
                world.withBlock(new Receipt.Block(77, good.anchor().block().hash(), "0x")),
                Step.Name.FORMAT,
                "cut off");
        InclusionProof inclusion = good.inclusion();
        BadReceipts.add(
                bad,
                "receipt-with-two-tree-sizes",
                world.withInclusion(new InclusionProof(inclusion.leafIndex(), 12, inclusion.path())),
                Step.Name.FORMAT,
                "different tree sizes");
        BadReceipts.add(
                bad,
                "receipt-with-anchor-of-another-size",
                world.withAnchor(a -> new Receipt.Anchor(
                        a.chainId(), a.contract(), a.logId(), 12, a.block(), a.accountProof(), a.storageProof())),
                Step.Name.FORMAT,
                "different tree sizes");
    }

    private static void seal(TestReceipts world, List<BadReceipts.BadReceipt> bad) {
        SealedStatement.Claims claims = world.claims();
        BadReceipts.add(
                bad,
                "receipt-sealed-by-unknown-agency",
                sealed(world, new SealedStatement.Claims("nobody", claims.id(), claims.issuedAt(), claims.operator())),
                Step.Name.SEAL,
                "not in the trust file");
        BadReceipts.add(
                bad,
                "receipt-sealed-with-another-agencys-key",
                world.receiptOf(
                        SealedStatement.seal(StatementType.ACCESS_DENIED, claims, own(), world.otherAgencySigner()),
                        List.of()),
                Step.Name.SEAL,
                "none of agency");
        BadReceipts.add(
                bad,
                "receipt-sealed-before-its-key",
                sealed(world, at(claims, Instant.parse("2026-11-22T09:59:59Z"))),
                Step.Name.SEAL,
                "not valid at");
        String[] parts = world.receipt().statement().split("\\.", 3);
        String[] others = world.accessGranted().compact().split("\\.", 3);
        BadReceipts.add(
                bad,
                "receipt-with-seal-of-another-statement",
                world.withStatement(parts[0] + '.' + parts[1] + '.' + others[2]),
                Step.Name.SEAL,
                "not made by the key");
        String compact = world.accessGranted().compact();
        String changed = compact.replace(
                compact.substring(compact.indexOf('.') + 1, compact.lastIndexOf('.')), otherPayload(compact));
        BadReceipts.add(
                bad,
                "receipt-with-altered-claims",
                world.withStatement(changed),
                Step.Name.SEAL,
                "not made by the key");
    }

    private static void disclosures(TestReceipts world, List<BadReceipts.BadReceipt> bad) {
        Disclosure first = world.record().disclosures().getFirst();
        String forged = Disclosure.of(first.salt(), "title", JsonValue.of("Purchase order 18"))
                .text();
        BadReceipts.add(
                bad,
                "receipt-with-altered-field",
                world.withDisclosures(List.of(forged)),
                Step.Name.DISCLOSURES,
                "does not belong");
        BadReceipts.add(
                bad,
                "receipt-with-field-twice",
                world.withDisclosures(List.of(first.text(), first.text())),
                Step.Name.DISCLOSURES,
                "given twice");
        BadReceipts.add(
                bad,
                "receipt-with-broken-disclosure",
                world.withDisclosures(List.of("*")),
                Step.Name.DISCLOSURES,
                "base64url");
        BadReceipts.add(
                bad,
                "receipt-with-field-on-an-access",
                world.receiptOf(world.accessGranted(), List.of(first.text())),
                Step.Name.DISCLOSURES,
                "has no disclosures");
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
}
