package io.govshare.audit.dashboard;

import io.govshare.audit.selfaudit.Finding;
import io.govshare.audit.selfaudit.SelfAudit;
import io.govshare.audit.selfaudit.SelfAudits;
import io.govshare.audit.trail.Overview;
import io.govshare.audit.trail.Overviews;
import io.govshare.audit.trail.Trace;
import io.govshare.audit.trail.Traces;
import io.govshare.audit.trail.Trail;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@Hidden
@RequestMapping("/audit")
@PreAuthorize("hasAnyRole('auditor', 'platform-operator')")
class DashboardController {

    private static final int ACCESSES = 20;
    private static final int RUNS = 20;
    private static final int FINDINGS = 50;

    private final Overviews overviews;
    private final Trail trail;
    private final Traces traces;
    private final SelfAudits audits;
    private final WebjarVersions versions;

    DashboardController(Overviews overviews, Trail trail, Traces traces, SelfAudits audits, WebjarVersions versions) {
        this.overviews = overviews;
        this.trail = trail;
        this.traces = traces;
        this.audits = audits;
        this.versions = versions;
    }

    @ModelAttribute
    void libraries(Model model) {
        model.addAttribute("htmxVersion", versions.htmx());
        model.addAttribute("echartsVersion", versions.echarts());
    }

    @GetMapping({"", "/"})
    String overview(Model model) {
        live(model);
        return "audit/overview";
    }

    @GetMapping("/live")
    String live(Model model) {
        model.addAttribute("overview", overviews.now());
        model.addAttribute("accesses", trail.latestAccesses(ACCESSES));
        return "audit/overview :: live";
    }

    @GetMapping("/overview.json")
    ResponseEntity<Overview> numbers() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(overviews.now());
    }

    @GetMapping("/trace")
    String trace(@RequestParam @Nullable String record, Model model) {
        model.addAttribute("asked", record);
        if (record != null && !record.isBlank()) {
            Optional<UUID> id = RecordIds.parse(record.strip());
            Optional<Trace> trace = id.flatMap(traces::of);
            trace.ifPresent(found -> model.addAttribute("trace", found));
            if (id.isEmpty()) {
                model.addAttribute(
                        "problem", "That is no record id: it has 36 characters, such as the one shown grey.");
            } else if (trace.isEmpty()) {
                model.addAttribute(
                        "problem", "The trail knows no event of this record; a new one shows within seconds.");
            }
        }
        return "audit/trace";
    }

    @GetMapping("/self-audit")
    String selfAudit(Model model) {
        List<SelfAudit> latest = audits.latest(RUNS);
        List<Finding> findings = audits.findings(FINDINGS);
        model.addAttribute("audits", latest);
        model.addAttribute(
                "counts",
                audits.findingsPerRun(latest.stream().map(SelfAudit::id).toList()));
        model.addAttribute("findings", findings);
        return "audit/self-audit";
    }
}
