package io.govshare.proof.receipt;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.QbftSeals;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.proof.seal.StatementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a receipt against a trust file. The methods stand in the order of the steps; each tells what it has
 * established, or ends the check with a {@link Defect} when it cannot establish it.
 */
public final class ReceiptVerifier {
    private final Receipt receipt;
    private final Trust trust;
    private @Nullable Parts parts;

    /** The receipt's parts, read but not yet believed. */
    private record Parts(SealedStatement statement, SignedNote note, Checkpoint checkpoint, BlockHeader header) {}

    /** The reason why a step failed. Never leaves this class. */
    private static final class Defect extends Exception {
        private static final long serialVersionUID = 1L;

        Defect(String reason) {
            super(reason);
        }
    }

    private ReceiptVerifier(Receipt receipt, Trust trust) {
        this.receipt = receipt;
        this.trust = trust;
    }

    /** Always ends in a verdict with all nine steps, whatever the receipt holds. */
    public static Verdict verify(Receipt receipt, Trust trust) {
        ReceiptVerifier verifier = new ReceiptVerifier(receipt, trust);
        List<Step> steps = new ArrayList<>();
        boolean sound = true;
        for (Step.Name name : Step.Name.values()) {
            Step step = sound ? verifier.take(name) : Step.skipped(name, "not reached");
            steps.add(step);
            sound = sound && step.status() != Step.Status.FAILED;
        }
        if (!sound) {
            return new Verdict(Verdict.Outcome.INVALID, steps);
        }
        return switch (trust.consensus()) {
            case QBFT -> new Verdict(Verdict.Outcome.VALID, steps);
            case DEVELOPMENT -> new Verdict(Verdict.Outcome.NOT_CONSORTIUM_SEALED, steps);
        };
    }

    private Step take(Step.Name name) {
        if (name == Step.Name.VALIDATORS && trust.consensus() == Consensus.DEVELOPMENT) {
            return Step.skipped(name, "a development chain: not consortium-sealed");
        }
        try {
            String established = switch (name) {
                case FORMAT -> format();
                case SEAL -> seal();
                case DISCLOSURES -> disclosures();
                case ENTRY -> entry();
                case INCLUSION -> inclusion();
                case CHECKPOINT -> checkpoint();
                case ANCHOR -> anchor();
                case BLOCK -> block();
                case VALIDATORS -> validators();
            };
            return Step.passed(name, established);
        } catch (ProofFormatException | Defect e) {
            return Step.failed(name, Objects.requireNonNullElse(e.getMessage(), "no reason given"));
        }
    }

    private String format() throws Defect {
        SealedStatement statement = SealedStatement.parse(receipt.statement());
        if (statement.type() == StatementType.RECORD_PUBLISHED) {
            SdJwt.Version.of(statement);
        }
        SignedNote note = SignedNote.parse(receipt.checkpoint());
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        BlockHeader header =
                BlockHeader.parse(HexText.parse(receipt.anchor().block().header()));
        long size = receipt.inclusion().treeSize();
        if (checkpoint.size() != size || receipt.anchor().size() != size) {
            throw new Defect("inclusion, checkpoint and anchor speak of different tree sizes");
        }
        parts = new Parts(statement, note, checkpoint, header);
        return statement.type() + " " + statement.id();
    }

    private String seal() throws Defect {
        SealedStatement statement = parts().statement();
        Trust.Agency agency = trust.agency(statement.issuer())
                .orElseThrow(() -> new Defect("agency '" + statement.issuer() + "' is not in the trust file"));
        Trust.Key key = agency.keys().stream()
                .filter(each -> each.kid().equals(statement.kid()))
                .findFirst()
                .orElseThrow(() -> new Defect("the key is none of agency '" + agency.code() + "'"));
        if (!key.validAt(statement.issuedAt())) {
            throw new Defect("the key was not valid at " + statement.issuedAt());
        }
        if (!statement.verify(key.key())) {
            throw new Defect("the seal was not made by the key it names");
        }
        return "by agency '" + agency.code() + "' at " + statement.issuedAt();
    }

    private String disclosures() throws Defect {
        SealedStatement statement = parts().statement();
        if (statement.type() != StatementType.RECORD_PUBLISHED) {
            if (!receipt.disclosures().isEmpty()) {
                throw new Defect("a statement '" + statement.type() + "' has no disclosures");
            }
            return "none in a statement of this kind";
        }
        SdJwt record = SdJwt.of(statement, receipt.disclosures());
        return record.disclosures().size() + " of the record's fields shown";
    }

    private String entry() {
        return parts().statement().entry().base64Url();
    }

    private String inclusion() throws Defect {
        Hash leaf = MerkleHash.leaf(parts().statement().entry());
        Optional<String> defect =
                receipt.inclusion().defect(leaf, parts().checkpoint().root());
        if (defect.isPresent()) {
            throw new Defect(defect.get());
        }
        return "leaf " + receipt.inclusion().leafIndex() + " of "
                + receipt.inclusion().treeSize();
    }

    private String checkpoint() throws Defect {
        Trust.Log log = log();
        if (!parts().note().verify(log.key())) {
            throw new Defect("the checkpoint is not signed by the key of log '" + log.origin() + "'");
        }
        return "signed by log '" + log.origin() + "'";
    }

    private String anchor() throws Defect {
        Receipt.Anchor anchor = receipt.anchor();
        if (anchor.chainId() != trust.chainId()) {
            throw new Defect("chain " + anchor.chainId() + " is not the trusted chain " + trust.chainId());
        }
        if (!anchor.contract().equals(trust.contract())) {
            throw new Defect("contract " + anchor.contract() + " is not the trusted contract " + trust.contract());
        }
        if (!anchor.logId().equals(log().logId())) {
            throw new Defect("the anchor belongs to another log");
        }
        Hash storageRoot = AnchorRegistryState.storageRoot(
                        parts().header().stateRoot(), trust.contract(), bytes(anchor.accountProof()))
                .orElseThrow(() -> new Defect("the chain has no such contract"));
        Hash anchored = AnchorRegistryState.anchoredRoot(
                        storageRoot, log().logId(), anchor.size(), bytes(anchor.storageProof()))
                .orElseThrow(() -> new Defect("the contract holds no root for size " + anchor.size()));
        if (!anchored.equals(parts().checkpoint().root())) {
            throw new Defect("the contract holds another root for size " + anchor.size());
        }
        return "root of size " + anchor.size() + " in contract " + anchor.contract();
    }

    private String block() throws Defect {
        Receipt.Block block = receipt.anchor().block();
        BlockHeader header = parts().header();
        if (header.number() != block.number()) {
            throw new Defect("the header is that of block " + header.number() + ", not " + block.number());
        }
        if (!header.hash(trust.consensus()).equals(block.hash())) {
            throw new Defect("the header does not have the hash of block " + block.number());
        }
        return "block " + block.number();
    }

    private String validators() throws Defect {
        BlockHeader header = parts().header();
        List<Address> validators = trust.validatorsAt(header.number());
        Optional<String> defect = QbftSeals.defect(header, validators);
        if (defect.isPresent()) {
            throw new Defect(defect.get());
        }
        return "sealed by " + QbftSeals.quorum(validators.size()) + " or more of " + validators.size() + " validators";
    }

    private Trust.Log log() throws Defect {
        String origin = parts().checkpoint().origin();
        return trust.log(origin).orElseThrow(() -> new Defect("log '" + origin + "' is not in the trust file"));
    }

    private Parts parts() {
        return Objects.requireNonNull(parts, "format comes first");
    }

    private static List<byte[]> bytes(List<String> nodes) {
        return nodes.stream().map(HexText::parse).toList();
    }
}
