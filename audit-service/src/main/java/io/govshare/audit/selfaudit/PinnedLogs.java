package io.govshare.audit.selfaudit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Trust on first use: what the ledger said of its log the first time stays, whatever it says later. */
@Repository
class PinnedLogs {

    private final JdbcClient jdbc;
    private final Clock clock;

    PinnedLogs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<PinnedLog> pinned() {
        return jdbc.sql(
                        "SELECT origin, note_key, contract, log_id, chain_id FROM pinned_log ORDER BY pinned_at LIMIT 1")
                .query(PinnedLog.class)
                .optional();
    }

    PinnedLog pin(PinnedLog log) {
        jdbc.sql("""
                INSERT INTO pinned_log (origin, note_key, contract, log_id, chain_id, pinned_at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .param(log.origin())
                .param(log.noteKey())
                .param(log.contract())
                .param(log.logId())
                .param(log.chainId())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return pinned().orElseThrow();
    }
}
