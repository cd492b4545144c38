package io.govshare.identity.agency;

import io.govshare.schemas.AgencyChanged.Level;
import io.govshare.schemas.AgencyChanged.Status;
import io.govshare.starter.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The agencies' table. */
@Repository
public class Agencies {

    private static final String COLUMNS = "code, name, level, region, domain, status, since";

    private final JdbcClient jdbc;

    Agencies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Agency> find(String code) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM agency WHERE code = ?")
                .param(code)
                .query(Agencies::agency)
                .optional();
    }

    public Agency get(String code) {
        return find(code).orElseThrow(() -> unknown());
    }

    /** Locks the agency until the transaction ends, so that its changes, and their announcements, stand in line. */
    public Agency lock(String code) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM agency WHERE code = ? FOR UPDATE")
                .param(code)
                .query(Agencies::agency)
                .optional()
                .orElseThrow(() -> unknown());
    }

    /** In the order of their codes. */
    public List<Agency> after(String code, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM agency WHERE code > ? ORDER BY code LIMIT ?")
                .params(code, limit)
                .query(Agencies::agency)
                .list();
    }

    public List<String> codes() {
        return jdbc.sql("SELECT code FROM agency ORDER BY code")
                .query(String.class)
                .list();
    }

    List<StatusChange> history(String code, int limit) {
        return jdbc.sql("SELECT status, operator, reason, changed FROM agency_status_change WHERE agency = ?"
                        + " ORDER BY position DESC LIMIT ?")
                .params(code, limit)
                .query((row, number) -> new StatusChange(
                        status(row), row.getString("operator"), row.getString("reason"), instant(row, "changed")))
                .list();
    }

    /** Whether it was absent before. */
    boolean insert(Agency agency) {
        return jdbc.sql("INSERT INTO agency (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                        .params(
                                agency.code(),
                                agency.name(),
                                word(agency.level()),
                                agency.region(),
                                agency.domain(),
                                word(agency.status()),
                                agency.since().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void store(Agency agency, String operator, String reason) {
        jdbc.sql("UPDATE agency SET status = ?, since = ? WHERE code = ?")
                .params(word(agency.status()), agency.since().atOffset(ZoneOffset.UTC), agency.code())
                .update();
        note(agency, operator, reason);
    }

    void note(Agency agency, String operator, String reason) {
        jdbc.sql("INSERT INTO agency_status_change (agency, status, operator, reason, changed) VALUES (?, ?, ?, ?, ?)")
                .params(
                        agency.code(),
                        word(agency.status()),
                        operator,
                        reason,
                        agency.since().atOffset(ZoneOffset.UTC))
                .update();
    }

    record StatusChange(Status status, String operator, String reason, Instant changed) {}

    private static ProblemException unknown() {
        return new ProblemException(
                AgencyProblem.UNKNOWN_AGENCY,
                "The agencies are listed at /api/identity/v1/agencies.",
                Map.of("parameter", "code"));
    }

    private static Agency agency(ResultSet row, int number) throws SQLException {
        return new Agency(
                row.getString("code"),
                row.getString("name"),
                Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                row.getString("region"),
                row.getString("domain"),
                status(row),
                instant(row, "since"));
    }

    private static Status status(ResultSet row) throws SQLException {
        return Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
