package io.govshare.ledger.check;

import io.govshare.ledger.LedgerProblem;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ledger/v1")
@Tag(name = "Status")
class CheckController {

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final LogCheck log;
    private final AnchorCheck anchors;
    private final Clock clock;
    private final Semaphore running = new Semaphore(1);

    CheckController(LogCheck log, AnchorCheck anchors, Clock clock) {
        this.log = log;
        this.anchors = anchors;
        this.clock = clock;
    }

    @PostMapping("/checks")
    @PreAuthorize("hasAnyRole('auditor', 'platform-operator', 'platform-service')")
    @MayRefuse(HttpStatus.CONFLICT)
    @Operation(summary = "Compare entries, tiles, checkpoints and chain now; reads the whole log")
    Report check() {
        if (!running.tryAcquire()) {
            throw new ProblemException(
                            LedgerProblem.CHECK_RUNNING, "One check runs at a time, since it reads the whole log.")
                    .retryAfter(AGAIN);
        }
        try {
            return report();
        } finally {
            running.release();
        }
    }

    private Report report() {
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
