package io.govshare.audit.selfaudit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Self-audits and their findings. */
@Repository
public class SelfAudits {

    private static final String FINDINGS =
            "SELECT * FROM finding WHERE self_audit = ? ORDER BY leaf_index, id LIMIT " + Findings.MAX_LISTED;

    private final JdbcClient jdbc;

    SelfAudits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first, without their findings. */
    public List<SelfAudit> latest(int limit) {
        return jdbc.sql("SELECT * FROM self_audit ORDER BY started_at DESC LIMIT ?")
                .param(limit)
                .query((row, number) -> selfAudit(row, List.of()))
                .list();
    }

    public Optional<SelfAudit> find(UUID id) {
        List<Finding> findings = jdbc.sql(FINDINGS)
                .param(id)
                .query((row, number) -> finding(row))
                .list();
        return jdbc.sql("SELECT * FROM self_audit WHERE id = ?")
                .param(id)
                .query((row, number) -> selfAudit(row, findings))
                .optional();
    }

    /** The newest findings of all self-audits. */
    public List<Finding> findings(int limit) {
        return jdbc.sql("SELECT * FROM finding ORDER BY found_at DESC, id LIMIT ?")
                .param(limit)
                .query((row, number) -> finding(row))
                .list();
    }

    /** How much each of these runs found. */
    public Map<UUID, Long> findingsPerRun(List<UUID> runs) {
        Map<UUID, Long> counts = new HashMap<>();
        runs.forEach(run -> counts.put(run, 0L));
        if (!runs.isEmpty()) {
            jdbc.sql("SELECT self_audit, count(*) AS found FROM finding WHERE self_audit IN (:runs) GROUP BY 1")
                    .param("runs", runs)
                    .query((row, number) -> counts.put(row.getObject("self_audit", UUID.class), row.getLong("found")))
                    .list();
        }
        return counts;
    }

    void started(UUID id, Instant at) {
        jdbc.sql("INSERT INTO self_audit (id, started_at) VALUES (?, ?)")
                .param(id)
                .param(at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional
    public void finished(SelfAudit audit) {
        jdbc.sql("""
                UPDATE self_audit SET finished_at = ?, log_size = ?, entries = ?, anchors = ?, records = ?, failure = ?
                WHERE id = ?""")
                .param(audit.finishedAt() == null ? null : audit.finishedAt().atOffset(ZoneOffset.UTC))
                .param(audit.logSize())
                .param(audit.entries())
                .param(audit.anchors())
                .param(audit.records())
                .param(audit.failure())
                .param(audit.id())
                .update();
        for (Finding finding : audit.findings()) {
            jdbc.sql("""
                    INSERT INTO finding (id, self_audit, kind, subject, detail, leaf_index, record, dataset, agency,
                                         found_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .param(finding.id())
                    .param(audit.id())
                    .param(finding.kind().name())
                    .param(finding.subject())
                    .param(finding.detail())
                    .param(finding.leafIndex())
                    .param(finding.record())
                    .param(finding.dataset())
                    .param(finding.agency())
                    .param(finding.foundAt().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    private static SelfAudit selfAudit(ResultSet row, List<Finding> findings) throws SQLException {
        Instant started = row.getObject("started_at", OffsetDateTime.class).toInstant();
        return new SelfAudit(
                row.getObject("id", UUID.class),
                started,
                instant(row, "finished_at"),
                row.getLong("log_size"),
                row.getLong("entries"),
                row.getLong("anchors"),
                row.getLong("records"),
                row.getString("failure"),
                findings);
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                row.getObject("id", UUID.class),
                Finding.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getString("detail"),
                row.getObject("leaf_index", Long.class),
                row.getObject("record", UUID.class),
                row.getObject("dataset", UUID.class),
                row.getString("agency"),
                row.getObject("found_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
