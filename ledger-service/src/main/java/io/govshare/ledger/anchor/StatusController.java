package io.govshare.ledger.anchor;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ledger/v1")
@Tag(name = "Status")
class StatusController {

    private final LedgerStatusReader status;

    StatusController(LedgerStatusReader status) {
        this.status = status;
    }

    @GetMapping("/status")
    @Operation(summary = "Sizes of log, checkpoint and anchor, and the gap between them")
    ResponseEntity<LedgerStatus> status() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(status.read());
    }
}
