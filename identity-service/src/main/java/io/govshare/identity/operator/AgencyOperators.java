package io.govshare.identity.operator;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The operators' table. */
@Repository
public class AgencyOperators {

    private static final String COLUMNS = "id, agency, username, enabled, roles";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    AgencyOperators(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
    }

    Optional<AgencyOperator> find(String id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM operator WHERE id = ?")
                .param(id)
                .query(AgencyOperators::operator)
                .optional();
    }

    List<AgencyOperator> of(String agency, String afterUsername, int limit) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM operator WHERE agency = ? AND username > ? ORDER BY username LIMIT ?")
                .params(agency, afterUsername, limit)
                .query(AgencyOperators::operator)
                .list();
    }

    /** Makes these, and only these, the operators of the agency. */
    @Transactional
    public void replace(String agency, Collection<AgencyOperator> members) {
        OffsetDateTime seen = clock.instant().atOffset(ZoneOffset.UTC);
        template.batchUpdate(
                "INSERT INTO operator (id, agency, username, enabled, roles, seen_at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET agency = EXCLUDED.agency, username = EXCLUDED.username,"
                        + " enabled = EXCLUDED.enabled, roles = EXCLUDED.roles, seen_at = EXCLUDED.seen_at",
                members,
                500,
                (statement, member) -> {
                    statement.setString(1, member.id());
                    statement.setString(2, agency);
                    statement.setString(3, member.username());
                    statement.setBoolean(4, member.enabled());
                    statement.setArray(
                            5,
                            statement
                                    .getConnection()
                                    .createArrayOf("text", member.roles().toArray()));
                    statement.setObject(6, seen);
                });
        jdbc.sql("DELETE FROM operator WHERE agency = ? AND seen_at < ?")
                .params(agency, seen)
                .update();
    }

    private static AgencyOperator operator(ResultSet row, int number) throws SQLException {
        Array roles = row.getArray("roles");
        return new AgencyOperator(
                row.getString("id"),
                row.getString("agency"),
                row.getString("username"),
                row.getBoolean("enabled"),
                List.of((String[]) roles.getArray()));
    }
}
