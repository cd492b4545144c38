package io.govshare.ledger.receipt;

import io.govshare.ledger.TestLedger;
import io.govshare.ledger.anchor.AnchorProofs;
import io.govshare.ledger.anchor.Anchors;
import io.govshare.ledger.anchor.Registries;
import io.govshare.ledger.anchor.Registry;
import io.govshare.ledger.anchor.ValidatorHistory;
import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.Leaves;
import io.govshare.ledger.log.LogIdentity;
import io.govshare.ledger.log.LogProofs;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.seal.MemorySigner;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.proof.seal.StatementType;
import io.govshare.proof.seal.VerifyingKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Seals statements as an agency does, and puts the ledger's evidence beside them. */
final class ReceiptMaker {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant SEALED = Instant.parse("2026-11-22T10:00:00Z");

    private final TestLedger ledger;
    private final Evidences evidences;
    private final KeyPair key;

    ReceiptMaker(TestLedger ledger) {
        this.ledger = ledger;
        this.evidences = new Evidences(
                ledger.get(Leaves.class),
                ledger.get(LogProofs.class),
                ledger.get(Checkpoints.class),
                ledger.get(Anchors.class),
                ledger.get(AnchorProofs.class),
                ledger.get(Registries.class),
                ledger.get(ValidatorHistory.class));
        try {
            this.key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    SealedStatement seal() {
        return SealedStatement.seal(
                StatementType.KEY_REGISTERED,
                new SealedStatement.Claims("tax", UUID.randomUUID().toString(), SEALED, "operator"),
                JsonValue.Obj.builder().add("agency", "tax").build(),
                new MemorySigner(key));
    }

    Receipt receipt(SealedStatement statement) {
        ObjectNode receipt = JSON.createObjectNode()
                .put("format", Receipt.FORMAT)
                .put("statement", statement.compact())
                .setAll((ObjectNode) JSON.valueToTree(evidences.of(statement.entry())));
        return Receipt.parse(receipt.toString());
    }

    ReceiptBundle bundle(List<SealedStatement> statements) {
        List<Hash> entries = statements.stream().map(SealedStatement::entry).toList();
        ObjectNode bundle = JSON.valueToTree(evidences.of(entries));
        bundle.put("format", ReceiptBundle.FORMAT).remove("pending");
        List<SealedStatement> left = new ArrayList<>(statements);
        bundle.path("receipts")
                .forEach(part -> ((ObjectNode) part)
                        .put("statement", left.removeFirst().compact())
                        .remove("entry"));
        return ReceiptBundle.parse(bundle.toString());
    }

    /** A trust file that names these validators for all blocks. */
    Trust trust(List<String> validators) {
        Registry registry = ledger.get(Registries.class).find().orElseThrow();
        LogIdentity log = ledger.get(LogIdentity.class);
        return new Trust(
                registry.chainId(),
                Address.parse(registry.contract()),
                Consensus.QBFT,
                List.of(new Trust.Log(log.origin(), Hash.fromHex(registry.logId()), log.key())),
                List.of(new Trust.Validators(
                        0, validators.stream().map(Address::parse).toList())),
                List.of(new Trust.Agency(
                        "tax",
                        List.of(new Trust.Key(
                                VerifyingKey.of(key.getPublic()), SEALED.minusSeconds(60), Optional.empty())))));
    }
}
