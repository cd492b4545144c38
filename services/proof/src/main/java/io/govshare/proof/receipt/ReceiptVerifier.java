package io.govshare.proof.receipt;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.proof.seal.StatementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Checks receipts against a trust file. What receipts have in common, their checkpoint and its anchor, is checked once in
 * a bundle, and otherwise for as long as it comes up again and again; the verdict on a receipt is the same whatever was
 * checked before. For one thread at a time.
 */
public final class ReceiptVerifier {
    private static final int MAX_KEPT = 16;
    /** Longer anchors are checked anew each time, so that what is kept stays small. */
    private static final int MAX_KEPT_CHARS = 256 * 1024;

    private final Trust trust;
    private final Map<Key, AnchoredCheckpoint> kept = new LinkedHashMap<>(MAX_KEPT, 0.75f, true);

    private record Key(String checkpoint, Receipt.Anchor anchor) {
        static Key of(Receipt receipt) {
            return new Key(receipt.checkpoint(), receipt.anchor());
        }
    }

    public ReceiptVerifier(Trust trust) {
        this.trust = trust;
    }

    /** Always ends in a verdict with all nine steps, whatever the receipt holds. */
    public static Verdict verify(Receipt receipt, Trust trust) {
        return new ReceiptVerifier(trust).verify(receipt);
    }

    /** The same for one of many receipts. */
    public Verdict verify(Receipt receipt) {
        return verdict(receipt, kept(receipt));
    }

    /** A verdict on each receipt of the bundle, in turn. Each of its anchors is checked once, however large it is. */
    public List<Verdict> verify(ReceiptBundle bundle) {
        Map<Key, AnchoredCheckpoint> anchors = new HashMap<>();
        return bundle.receipts().stream()
                .map(receipt -> verdict(receipt, anchors.computeIfAbsent(Key.of(receipt), this::read)))
                .toList();
    }

    private Verdict verdict(Receipt receipt, AnchoredCheckpoint anchored) {
        Check check = new Check(receipt, anchored);
        List<Step> steps = new ArrayList<>();
        boolean sound = true;
        for (Step.Name name : Step.Name.values()) {
            Step step = sound ? check.take(name) : Step.skipped(name, "not reached");
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

    private AnchoredCheckpoint read(Key key) {
        return new AnchoredCheckpoint(key.checkpoint(), key.anchor(), trust);
    }

    private AnchoredCheckpoint kept(Receipt receipt) {
        Key key = Key.of(receipt);
        AnchoredCheckpoint known = kept.get(key);
        if (known != null) {
            return known;
        }
        AnchoredCheckpoint anchored = read(key);
        if (chars(receipt) <= MAX_KEPT_CHARS) {
            kept.put(key, anchored);
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return anchored;
    }

    private static long chars(Receipt receipt) {
        Receipt.Anchor anchor = receipt.anchor();
        long chars = receipt.checkpoint().length();
        chars += anchor.block().header().length();
        for (List<String> list : List.of(anchor.accountProof(), anchor.storageProof(), anchor.validatorChanges())) {
            chars += list.stream().mapToLong(String::length).sum();
        }
        return chars;
    }

    /**
     * The check of one receipt. The methods stand in the order of the steps; each tells what it has established, or ends
     * the check with a {@link Defect} when it cannot establish it.
     */
    private final class Check {
        private final Receipt receipt;
        private final AnchoredCheckpoint anchored;
        private Optional<Parts> parts = Optional.empty();

        /** The receipt's parts, read but not yet believed. */
        private record Parts(SealedStatement statement, Checkpoint checkpoint) {}

        Check(Receipt receipt, AnchoredCheckpoint anchored) {
            this.receipt = receipt;
            this.anchored = anchored;
        }

        Step take(Step.Name name) {
            try {
                return switch (name) {
                    case FORMAT -> Step.passed(name, format());
                    case SEAL -> Step.passed(name, seal());
                    case DISCLOSURES -> Step.passed(name, disclosures());
                    case ENTRY -> Step.passed(name, entry());
                    case INCLUSION -> Step.passed(name, inclusion());
                    case CHECKPOINT, ANCHOR, BLOCK, VALIDATORS -> anchored.take(name);
                };
            } catch (ProofFormatException | Defect e) {
                return Step.failed(name, Objects.requireNonNullElse(e.getMessage(), "no reason given"));
            }
        }

        private String format() throws Defect {
            SealedStatement statement = SealedStatement.parse(receipt.statement());
            if (statement.type() == StatementType.RECORD_PUBLISHED) {
                SdJwt.Version.of(statement);
            }
            Checkpoint checkpoint = anchored.checkpoint();
            long size = receipt.inclusion().treeSize();
            if (checkpoint.size() != size || receipt.anchor().size() != size) {
                throw new Defect("inclusion, checkpoint and anchor speak of different tree sizes");
            }
            parts = Optional.of(new Parts(statement, checkpoint));
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
                return told(statement);
            }
            SdJwt record = SdJwt.of(statement, receipt.disclosures());
            return record.disclosures().size() + " of the record's fields shown";
        }

        private static String told(SealedStatement statement) {
            String end = switch (statement.type()) {
                case RECORD_ERASED -> " existed, erased";
                case RECORD_WITHDRAWN -> " existed, withdrawn";
                default -> "";
            };
            return !end.isEmpty()
                            && statement.payload().members().get("record") instanceof JsonValue.Text(String record)
                    ? "none; record " + record + end
                    : "none in a statement of this kind";
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

        private Parts parts() {
            return parts.orElseThrow(() -> new IllegalStateException("format comes first"));
        }
    }
}
