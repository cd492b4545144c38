package io.govshare.ledger.log;

import io.govshare.ledger.LedgerProblem;
import io.govshare.proof.merkle.ConsistencyProof;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.receipt.EntryParameter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ledger/v1/proofs")
@Tag(name = "Proofs", description = "RFC 9162 proofs against the committed log")
class LogProofController {

    private final LogHeads heads;
    private final Leaves leaves;
    private final LogProofs proofs;

    LogProofController(LogHeads heads, Leaves leaves, LogProofs proofs) {
        this.heads = heads;
        this.leaves = leaves;
        this.proofs = proofs;
    }

    @GetMapping("/inclusion")
    @Operation(summary = "That an entry stands in the log, by entry or by leaf index")
    @MayRefuse(HttpStatus.NOT_FOUND)
    Inclusion inclusion(
            @Parameter(description = "SHA-256, base64url")
                    @RequestParam(required = false)
                    @Schema(pattern = "[A-Za-z0-9_-]{43}")
                    @Nullable
                    String entry,
            @Parameter(description = "leaf index, instead of entry")
                    @RequestParam(required = false)
                    @Schema(minimum = "0")
                    @Nullable
                    Long index,
            @Parameter(description = "tree size; the committed size when absent")
                    @RequestParam(required = false)
                    @Schema(minimum = "0")
                    @Nullable
                    Long size) {
        LogHead head = heads.current();
        long treeSize = size == null ? head.size() : within(head, size, "size");
        long leaf = leaf(entry, index);
        if (leaf < 0) {
            throw invalid("index", "A leaf index is not negative.");
        }
        if (leaf >= treeSize) {
            throw beyond("Leaf " + leaf + " is not in the tree of size " + treeSize + ".", "size");
        }
        InclusionProof proof = proofs.inclusion(leaf, treeSize);
        Hash root = treeSize == head.size() ? head.root() : proofs.root(treeSize);
        return new Inclusion(leaf, treeSize, root.base64(), base64(proof.path()));
    }

    @GetMapping("/consistency")
    @Operation(summary = "That the tree of one size is the beginning of a larger one")
    @MayRefuse(HttpStatus.NOT_FOUND)
    Consistency consistency(
            @Parameter(description = "smaller tree size") @RequestParam @Schema(minimum = "0") long from,
            @Parameter(description = "larger tree size") @RequestParam @Schema(minimum = "0") long to) {
        LogHead head = heads.current();
        within(head, to, "to");
        if (from < 0 || from > to) {
            throw invalid("from", "A smaller tree size lies between 0 and the larger one.");
        }
        ConsistencyProof proof = proofs.consistency(from, to);
        return new Consistency(
                from, to, proofs.root(from).base64(), proofs.root(to).base64(), base64(proof.path()));
    }

    private long leaf(@Nullable String entry, @Nullable Long index) {
        if (entry != null && index == null) {
            return leaves.indexOf(EntryParameter.parse(entry))
                    .orElseThrow(() -> new ProblemException(
                            LedgerProblem.UNKNOWN_ENTRY, "No leaf of the log is this entry.", Map.of("entry", entry)));
        }
        if (index != null && entry == null) {
            return index;
        }
        throw invalid("entry", "Give either an entry or an index.");
    }

    private static long within(LogHead head, long size, String parameter) {
        if (size < 0) {
            throw invalid(parameter, "A tree size is not negative.");
        }
        if (size > head.size()) {
            throw beyond("The log's size is " + head.size() + ".", parameter);
        }
        return size;
    }

    private static ProblemException invalid(String parameter, String detail) {
        return new ProblemException(CommonProblem.INVALID_PARAMETER, detail, Map.of("parameter", parameter));
    }

    private static ProblemException beyond(String detail, String parameter) {
        return new ProblemException(LedgerProblem.BEYOND_THE_LOG, detail, Map.of("parameter", parameter));
    }

    private static List<String> base64(List<Hash> path) {
        return path.stream().map(Hash::base64).toList();
    }

    /** Hashes in standard base64, as the receipt has them. */
    record Inclusion(long leafIndex, long treeSize, String root, List<String> path) {}

    record Consistency(long from, long to, String fromRoot, String toRoot, List<String> path) {}
}
