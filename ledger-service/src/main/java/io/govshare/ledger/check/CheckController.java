package io.govshare.ledger.check;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ledger/v1")
@Tag(name = "Status")
class CheckController {

    private final LogCheck log;
    private final AnchorCheck anchors;
    private final Clock clock;

    CheckController(LogCheck log, AnchorCheck anchors, Clock clock) {
        this.log = log;
        this.anchors = anchors;
        this.clock = clock;
    }

    @PostMapping("/checks")
    @PreAuthorize("hasAnyRole('auditor', 'platform-operator', 'platform-service')")
    @Operation(summary = "Compare entries, tiles, checkpoints and chain now; reads the whole log")
    Report check() {
        Instant started = clock.instant();
        LogCheck.Result result = log.run();
        List<Finding> findings = new ArrayList<>(result.findings());
        AnchorCheck.Result anchored = anchors.run();
        findings.addAll(anchored.findings());
        return new Report(started, clock.instant(), result.size(), anchored.asked(), findings);
    }

    /** @param chainAsked false when the chain could not be asked, which is no finding */
    record Report(Instant startedAt, Instant endedAt, long size, boolean chainAsked, List<Finding> findings) {}
}
