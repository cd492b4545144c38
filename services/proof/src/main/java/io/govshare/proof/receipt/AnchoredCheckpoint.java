package io.govshare.proof.receipt;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.QbftSeals;
import io.govshare.proof.chain.ValidatorChanges;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.Hash;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a checkpoint, its anchor, and the steps that are about nothing else. Receipts of one checkpoint share
 * them, so each step is taken once and remembered. What was read for the steps is not: a parsed header needs many times
 * the memory of its text.
 */
final class AnchoredCheckpoint {
    private static final List<Step.Name> STEPS =
            List.of(Step.Name.CHECKPOINT, Step.Name.ANCHOR, Step.Name.BLOCK, Step.Name.VALIDATORS);

    private final String note;
    private final Receipt.Anchor anchor;
    private final Trust trust;
    private final Form form;
    private final Map<Step.Name, Step> taken = new EnumMap<>(Step.Name.class);

    AnchoredCheckpoint(String note, Receipt.Anchor anchor, Trust trust) {
        this.note = note;
        this.anchor = anchor;
        this.trust = trust;
        this.form = Form.of(note, anchor);
    }

    /** @throws ProofFormatException when checkpoint or header cannot be read */
    Checkpoint checkpoint() {
        return form.checkpoint().orElseThrow(() -> new ProofFormatException(form.defect()));
    }

    /** One of the steps from {@code checkpoint} on, when all before it hold. */
    Step take(Step.Name name) {
        if (taken.isEmpty()) {
            new Check(note, anchor, trust).run(taken);
        }
        return Optional.ofNullable(taken.get(name))
                .orElseThrow(() -> new IllegalStateException("no step " + name + " after one that failed"));
    }

    /**
     * @param checkpoint empty when it or the header cannot be read
     * @param defect why they cannot be read
     */
    private record Form(Optional<Checkpoint> checkpoint, String defect) {
        static Form of(String note, Receipt.Anchor anchor) {
            try {
                Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
                header(anchor);
                return new Form(Optional.of(checkpoint), "");
            } catch (ProofFormatException e) {
                return new Form(Optional.empty(), reason(e));
            }
        }
    }

    private static BlockHeader header(Receipt.Anchor anchor) {
        return BlockHeader.parse(HexText.parse(anchor.block().header()));
    }

    private static String reason(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), "no reason given");
    }

    /** The methods stand in the order of the steps. */
    private static final class Check {
        private final Receipt.Anchor anchor;
        private final Trust trust;
        private final SignedNote note;
        private final Checkpoint checkpoint;
        private final BlockHeader header;

        Check(String note, Receipt.Anchor anchor, Trust trust) {
            this.anchor = anchor;
            this.trust = trust;
            this.note = SignedNote.parse(note);
            this.checkpoint = Checkpoint.parse(this.note.text());
            this.header = AnchoredCheckpoint.header(anchor);
        }

        /** Adds the steps up to the first that fails. */
        void run(Map<Step.Name, Step> taken) {
            for (Step.Name name : STEPS) {
                Step step = take(name);
                taken.put(name, step);
                if (step.status() == Step.Status.FAILED) {
                    return;
                }
            }
        }

        private Step take(Step.Name name) {
            if (name == Step.Name.VALIDATORS && trust.consensus() == Consensus.DEVELOPMENT) {
                return Step.skipped(name, "a development chain: not consortium-sealed");
            }
            try {
                String established = switch (name) {
                    case CHECKPOINT -> signature();
                    case ANCHOR -> anchor();
                    case BLOCK -> block();
                    case VALIDATORS -> validators();
                    case FORMAT, SEAL, DISCLOSURES, ENTRY, INCLUSION ->
                        throw new IllegalArgumentException(name + " is about the statement");
                };
                return Step.passed(name, established);
            } catch (ProofFormatException | Defect e) {
                return Step.failed(name, reason(e));
            }
        }

        private String signature() throws Defect {
            Trust.Log log = log();
            if (!note.verify(log.key())) {
                throw new Defect("the checkpoint is not signed by the key of log '" + log.origin() + "'");
            }
            return "signed by log '" + log.origin() + "'";
        }

        private String anchor() throws Defect {
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
                            header.stateRoot(), trust.contract(), bytes(anchor.accountProof()))
                    .orElseThrow(() -> new Defect("the chain has no such contract"));
            Hash anchored = AnchorRegistryState.anchoredRoot(
                            storageRoot, log().logId(), anchor.size(), bytes(anchor.storageProof()))
                    .orElseThrow(() -> new Defect("the contract holds no root for size " + anchor.size()));
            if (!anchored.equals(checkpoint.root())) {
                throw new Defect("the contract holds another root for size " + anchor.size());
            }
            return "root of size " + anchor.size() + " in contract " + anchor.contract();
        }

        private String block() throws Defect {
            Receipt.Block block = anchor.block();
            if (header.number() != block.number()) {
                throw new Defect("the header is that of block " + header.number() + ", not " + block.number());
            }
            if (!header.hash(trust.consensus()).equals(block.hash())) {
                throw new Defect("the header does not have the hash of block " + block.number());
            }
            return "block " + block.number();
        }

        private String validators() throws Defect {
            List<Address> validators = inForce();
            refuse(QbftSeals.defect(header, validators));
            String sealed = "sealed by " + QbftSeals.sealers(header) + " of " + validators.size() + " validators";
            int changes = anchor.validatorChanges().size();
            return changes == 0 ? sealed : sealed + ", known by " + changes + " earlier headers";
        }

        /** The trusted set, or what became of it by changes that are proven. */
        private List<Address> inForce() throws Defect {
            Optional<Trust.Validators> trusted = trust.validatorsAt(header.number());
            if (anchor.validatorChanges().isEmpty() || trusted.isEmpty()) {
                return trusted.map(Trust.Validators::addresses).orElse(List.of());
            }
            ValidatorChanges changes = new ValidatorChanges(trusted.get().addresses());
            for (String carried : anchor.validatorChanges()) {
                BlockHeader change = BlockHeader.parse(HexText.parse(carried));
                if (change.number() > header.number()) {
                    throw new Defect("the change of validators at block " + change.number() + " came after the anchor");
                }
                // A newer trust file knows already what earlier headers would prove.
                if (change.number() >= trusted.get().fromBlock()) {
                    refuse(changes.defect(change));
                }
            }
            refuse(changes.defectAtEnd(header));
            return changes.inForce();
        }

        private static void refuse(Optional<String> defect) throws Defect {
            if (defect.isPresent()) {
                throw new Defect(defect.get());
            }
        }

        private Trust.Log log() throws Defect {
            String origin = checkpoint.origin();
            return trust.log(origin).orElseThrow(() -> new Defect("log '" + origin + "' is not in the trust file"));
        }

        private static List<byte[]> bytes(List<String> nodes) {
            return nodes.stream().map(HexText::parse).toList();
        }
    }
}
