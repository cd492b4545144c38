package io.govshare.ledger.check;

import io.govshare.ledger.anchor.AnchoredRoots;
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
    private final AnchoredRoots chain;
    private final Clock clock;

    CheckController(LogCheck log, AnchoredRoots chain, Clock clock) {
        this.log = log;
        this.chain = chain;
        this.clock = clock;
    }

    @PostMapping("/checks")
    @PreAuthorize("hasAnyRole('auditor', 'platform-operator', 'platform-service')")
    @Operation(summary = "Compare entries, tiles, checkpoint and chain now; reads the whole log")
    Report check() {
        Instant started = clock.instant();
        LogCheck.Result result = log.run();
        List<Finding> findings = new ArrayList<>(result.findings());
        AnchoredRoots.Answer chained = chain.compareNewest();
        if (chained.difference() != null) {
            findings.add(new Finding(Finding.Kind.CHAIN_DISAGREES, null, chained.size(), chained.difference()));
        }
        return new Report(started, clock.instant(), result.size(), chained.asked(), findings);
    }

    /** @param chainAsked false when the chain could not be asked, which is no finding */
    record Report(Instant startedAt, Instant endedAt, long size, boolean chainAsked, List<Finding> findings) {}
}
