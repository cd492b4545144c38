package io.govshare.ledger.anchor;

import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.ledger.LedgerProblem;
import io.govshare.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ledger/v1")
@Tag(name = "Anchors", description = "Checkpoints on the chain")
class AnchorsController {

    private static final int MAX_LIMIT = 500;

    private final Anchors anchors;
    private final AnchorProofs proofs;

    AnchorsController(Anchors anchors, AnchorProofs proofs) {
        this.anchors = anchors;
        this.proofs = proofs;
    }

    @GetMapping("/anchors")
    @Operation(summary = "Confirmed anchors, newest first")
    Page anchors(
            @RequestParam(defaultValue = "50") @Min(1) @Max(MAX_LIMIT) int limit,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Min(0) @Nullable
                    Long cursor) {
        List<Item> items = anchors.newest(cursor == null ? Long.MAX_VALUE : cursor, limit).stream()
                .map(Item::of)
                .toList();
        return new Page(items, items.size() < limit ? null : items.getLast().size());
    }

    @PostMapping("/anchors/{size}/proof")
    @PreAuthorize("hasRole('platform-operator')")
    @Operation(
            summary = "Make an anchor's proof anew",
            description = "At the chain's newest block, in place of the stored one; receipts carry it from then on.")
    Item renew(@PathVariable @Min(1) long size) {
        Anchor.Confirmed anchor = anchors.confirmed(size)
                .orElseThrow(() -> new ProblemException(
                        LedgerProblem.UNKNOWN_ANCHOR, "No confirmed anchor has this size.", Map.of("size", size)));
        try {
            return Item.of(proofs.renew(anchor));
        } catch (ChainUnavailableException | ChainMismatchException e) {
            throw AnchorProofs.unproven(size, e);
        }
    }

    /** @param next cursor of the next page; absent on the last one */
    record Page(List<Item> items, @Nullable Long next) {}

    /** @param root base64 */
    record Item(long size, String root, String transaction, long blockNumber, String blockHash, Instant blockTime) {

        static Item of(Anchor.Confirmed anchor) {
            return new Item(
                    anchor.size(),
                    anchor.root().base64(),
                    anchor.transaction(),
                    anchor.blockNumber(),
                    anchor.blockHash(),
                    anchor.blockTime());
        }
    }
}
