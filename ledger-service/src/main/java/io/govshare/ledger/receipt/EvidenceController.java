package io.govshare.ledger.receipt;

import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.ledger.LedgerProblem;
import io.govshare.ledger.anchor.Anchor;
import io.govshare.ledger.anchor.AnchorProofs;
import io.govshare.ledger.anchor.Anchors;
import io.govshare.ledger.anchor.Registries;
import io.govshare.ledger.anchor.Registry;
import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.Leaves;
import io.govshare.ledger.log.LogProofs;
import io.govshare.ledger.log.SignedCheckpoint;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.receipt.EntryParameter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ledger/v1/evidence")
@Tag(name = "Evidence", description = "The ledger's part of a receipt")
class EvidenceController {

    /** About one block. */
    private static final Duration NEXT_ANCHOR = Duration.ofSeconds(1);

    private final Leaves leaves;
    private final LogProofs proofs;
    private final Checkpoints checkpoints;
    private final Anchors anchors;
    private final AnchorProofs anchorProofs;
    private final Registries registries;

    EvidenceController(
            Leaves leaves,
            LogProofs proofs,
            Checkpoints checkpoints,
            Anchors anchors,
            AnchorProofs anchorProofs,
            Registries registries) {
        this.leaves = leaves;
        this.proofs = proofs;
        this.checkpoints = checkpoints;
        this.anchors = anchors;
        this.anchorProofs = anchorProofs;
        this.registries = registries;
    }

    @GetMapping("/{entry}")
    @Operation(
            summary = "Inclusion path, checkpoint and anchor of an entry, as a receipt holds them",
            description =
                    "Of the first anchor that covers the entry: the same bytes whenever it is asked for, unless its "
                            + "proof was made anew. 409 with Retry-After while the entry waits for its anchor.")
    @MayRefuse(HttpStatus.CONFLICT)
    ResponseEntity<Evidence> evidence(
            @Parameter(description = "SHA-256 of the sealed statement, base64url")
                    @PathVariable
                    @Schema(pattern = "[A-Za-z0-9_-]{43}")
                    String entry) {
        Hash hash = EntryParameter.parse(entry);
        long leaf = leaves.indexOf(hash)
                .orElseThrow(() -> new ProblemException(
                        LedgerProblem.UNKNOWN_ENTRY, "No leaf of the log is this entry.", Map.of("entry", entry)));
        Anchor.Confirmed anchor = anchors.firstCovering(leaf)
                .orElseThrow(() -> new ProblemException(
                                LedgerProblem.NOT_ANCHORED_YET,
                                "The entry is leaf " + leaf + ", which no confirmed anchor covers yet.",
                                Map.of("leafIndex", leaf))
                        .retryAfter(NEXT_ANCHOR));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(evidence(hash, leaf, sound(anchor)));
    }

    private Anchor.Confirmed sound(Anchor.Confirmed anchor) {
        try {
            return anchorProofs.sound(anchor);
        } catch (ChainUnavailableException | ChainMismatchException e) {
            throw AnchorProofs.unproven(anchor.size(), e);
        }
    }

    private Evidence evidence(Hash entry, long leaf, Anchor.Confirmed anchor) {
        SignedCheckpoint checkpoint = checkpoints.at(anchor.size()).orElseThrow();
        InclusionProof proof = proofs.inclusion(leaf, anchor.size());
        Optional<String> defect = proof.defect(MerkleHash.leaf(entry), checkpoint.root());
        if (defect.isPresent()) {
            // Nothing wrong leaves the house: a receipt that cannot verify would look like the publisher's fault.
            throw new ProblemException(
                    LedgerProblem.BROKEN_LOG,
                    "Leaf " + leaf + " or the tiles above it were altered: " + defect.get() + ".",
                    Map.of("leafIndex", leaf));
        }
        return Evidence.of(proof, checkpoint, anchor, registries.find().orElseThrow());
    }

    /** Member by member what receipt v1 calls so. */
    record Evidence(Inclusion inclusion, String checkpoint, Anchored anchor) {

        static Evidence of(
                InclusionProof proof, SignedCheckpoint checkpoint, Anchor.Confirmed anchor, Registry registry) {
            return new Evidence(
                    new Inclusion(
                            proof.leafIndex(),
                            proof.treeSize(),
                            proof.path().stream().map(Hash::base64).toList()),
                    checkpoint.note(),
                    new Anchored(
                            registry.chainId(),
                            registry.contract(),
                            registry.logId(),
                            anchor.size(),
                            new Block(anchor.blockNumber(), anchor.blockHash(), anchor.header()),
                            anchor.accountProof(),
                            anchor.storageProof()));
        }
    }

    record Inclusion(long leafIndex, long treeSize, List<String> path) {}

    record Anchored(
            long chainId,
            String contract,
            String logId,
            long size,
            Block block,
            List<String> accountProof,
            List<String> storageProof) {}

    record Block(long number, String hash, String header) {}
}
