package io.govshare.ledger.anchor;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ledger/v1")
@Tag(name = "Anchors", description = "Checkpoints on the chain")
class AnchorsController {

    private static final int MAX_LIMIT = 500;

    private final Anchors anchors;

    AnchorsController(Anchors anchors) {
        this.anchors = anchors;
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
