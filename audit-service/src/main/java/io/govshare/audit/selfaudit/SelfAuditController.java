package io.govshare.audit.selfaudit;

import io.govshare.audit.AuditProblem;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/audit/v1")
@PreAuthorize("hasAnyRole('auditor', 'platform-operator')")
@Tag(name = "Self-audit")
class SelfAuditController {

    private static final int LISTED = 100;

    private final SelfAuditor auditor;
    private final SelfAudits audits;

    SelfAuditController(SelfAuditor auditor, SelfAudits audits) {
        this.auditor = auditor;
        this.audits = audits;
    }

    @PostMapping("/self-audits")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Rebuild the log, compare it with chain and trail, have stored records verified")
    @MayRefuse(HttpStatus.CONFLICT)
    SelfAudit run() {
        return auditor.run();
    }

    @GetMapping("/self-audits")
    @Operation(summary = "The newest self-audits, without their findings")
    List<SelfAudit> latest() {
        return audits.latest(LISTED);
    }

    @GetMapping("/self-audits/{id}")
    @Operation(summary = "One self-audit with its findings")
    SelfAudit one(@PathVariable UUID id) {
        return audits.find(id)
                .orElseThrow(() -> new ProblemException(
                        AuditProblem.SELF_AUDIT_UNKNOWN,
                        "There is no self-audit " + id + ".",
                        Map.of("parameter", "id")));
    }

    @GetMapping("/findings")
    @Operation(summary = "The newest findings")
    List<Finding> findings() {
        return audits.findings(LISTED);
    }
}
