package io.govshare.ledger.receipt;

import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.ledger.LedgerProblem;
import io.govshare.ledger.anchor.Anchor;
import io.govshare.ledger.anchor.AnchorProofs;
import io.govshare.ledger.anchor.Anchors;
import io.govshare.ledger.anchor.Registries;
import io.govshare.ledger.anchor.Registry;
import io.govshare.ledger.anchor.ValidatorHistory;
import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.Leaves;
import io.govshare.ledger.log.LogProofs;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.starter.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes evidence. Nothing wrong leaves the house: a receipt that cannot verify would look like the publisher's fault. */
@Component
class Evidences {

    /** About one block. */
    private static final Duration NEXT_ANCHOR = Duration.ofSeconds(1);

    /** Less than who asks for a bundle waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Leaves leaves;
    private final LogProofs proofs;
    private final Checkpoints checkpoints;
    private final Anchors anchors;
    private final AnchorProofs anchorProofs;
    private final Registries registries;
    private final ValidatorHistory validators;

    Evidences(
            Leaves leaves,
            LogProofs proofs,
            Checkpoints checkpoints,
            Anchors anchors,
            AnchorProofs anchorProofs,
            Registries registries,
            ValidatorHistory validators) {
        this.leaves = leaves;
        this.proofs = proofs;
        this.checkpoints = checkpoints;
        this.anchors = anchors;
        this.anchorProofs = anchorProofs;
        this.registries = registries;
        this.validators = validators;
    }

    private record Leaf(Hash entry, long index) {}

    /** @throws ProblemException when the log does not have the entry, or no confirmed anchor covers it */
    Evidence of(Hash entry) {
        long leaf = leaves.indexOf(entry)
                .orElseThrow(() -> new ProblemException(
                        LedgerProblem.UNKNOWN_ENTRY,
                        "No leaf of the log is this entry.",
                        Map.of("entry", entry.base64Url())));
        Anchor.Confirmed anchor = anchors.firstCovering(leaf)
                .map(this::sound)
                .orElseThrow(() -> new ProblemException(
                                LedgerProblem.NOT_ANCHORED_YET,
                                "The entry is leaf " + leaf + ", which no confirmed anchor covers yet.",
                                Map.of("leafIndex", leaf))
                        .retryAfter(NEXT_ANCHOR));
        SignedCheckpoint checkpoint = checkpoint(anchor);
        InclusionProof proof = proofs.inclusion(leaf, anchor.size());
        requireSound(new Leaf(entry, leaf), proof, checkpoint);
        return Evidence.of(proof, checkpoint, anchored(anchor, registries.find().orElseThrow()));
    }

    /**
     * Of each entry that an anchor covers.
     *
     * @throws ProblemException also when so many proofs have to be made anew that it takes too long; those made are kept,
     *     so asking again leads further
     */
    EvidenceBundle of(List<Hash> entries) {
        List<Leaf> known = leaves.indexesOf(entries).entrySet().stream()
                .map(leaf -> new Leaf(leaf.getKey(), leaf.getValue()))
                .sorted((one, other) -> Long.compare(one.index(), other.index()))
                .toList();
        EvidenceBundle.Builder bundle = new EvidenceBundle.Builder();
        Optional<Registry> registry = registries.find();
        long since = System.nanoTime();
        int next = 0;
        while (next < known.size()) {
            Optional<Anchor.Confirmed> anchor =
                    anchors.firstCovering(known.get(next).index());
            if (anchor.isEmpty()) {
                break;
            }
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw AnchorProofs.unproven(
                        anchor.get().size(), new ChainUnavailableException("those before it have taken too long"));
            }
            List<Leaf> covered = new ArrayList<>();
            while (next < known.size() && known.get(next).index() < anchor.get().size()) {
                covered.add(known.get(next++));
            }
            add(bundle, sound(anchor.get()), registry.orElseThrow(), covered);
        }
        return bundle.build(entries);
    }

    private void add(EvidenceBundle.Builder bundle, Anchor.Confirmed anchor, Registry registry, List<Leaf> covered) {
        SignedCheckpoint checkpoint = checkpoint(anchor);
        bundle.anchor(new EvidenceBundle.Shared(checkpoint.note(), anchored(anchor, registry)));
        List<InclusionProof> paths =
                proofs.inclusions(covered.stream().map(Leaf::index).toList(), anchor.size());
        for (int i = 0; i < paths.size(); i++) {
            requireSound(covered.get(i), paths.get(i), checkpoint);
            bundle.entry(covered.get(i).entry(), paths.get(i));
        }
    }

    private static void requireSound(Leaf leaf, InclusionProof proof, SignedCheckpoint checkpoint) {
        Optional<String> defect = proof.defect(MerkleHash.leaf(leaf.entry()), checkpoint.root());
        if (defect.isPresent()) {
            throw new ProblemException(
                    LedgerProblem.BROKEN_LOG,
                    "Leaf " + leaf.index() + " or the tiles above it were altered: " + defect.get() + ".",
                    Map.of("leafIndex", leaf.index()));
        }
    }

    private Anchor.Confirmed sound(Anchor.Confirmed anchor) {
        try {
            return anchorProofs.sound(anchor);
        } catch (ChainUnavailableException | ChainMismatchException e) {
            throw AnchorProofs.unproven(anchor.size(), e);
        }
    }

    private SignedCheckpoint checkpoint(Anchor.Confirmed anchor) {
        return checkpoints.at(anchor.size()).orElseThrow();
    }

    private Evidence.Anchored anchored(Anchor.Confirmed anchor, Registry registry) {
        return Evidence.Anchored.of(anchor, registry, validators.headersUntil(anchor.blockNumber()));
    }
}
