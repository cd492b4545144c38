package io.govshare.identity.key;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The keys' table. */
@Repository
public class SealingKeys {

    private static final String COLUMNS = "kid, agency, algorithm, jwk, valid_from, valid_until";
    private static final TypeReference<Map<String, String>> JWK = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    SealingKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<SealingKey> find(String kid) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM agency_key WHERE kid = ?")
                .param(kid)
                .query(this::key)
                .optional();
    }

    /** Every key the agency ever had, oldest first. */
    public List<SealingKey> of(String agency) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM agency_key WHERE agency = ? ORDER BY valid_from, kid")
                .param(agency)
                .query(this::key)
                .list();
    }

    void insert(SealingKey key, String operator) {
        jdbc.sql("INSERT INTO agency_key (kid, agency, algorithm, jwk, valid_from, registered_by)"
                        + " VALUES (?, ?, ?, ?::jsonb, ?, ?)")
                .params(
                        key.kid(),
                        key.agency(),
                        key.algorithm(),
                        json.writeValueAsString(key.jwk()),
                        key.validFrom().atOffset(ZoneOffset.UTC),
                        operator)
                .update();
    }

    void revoke(String kid, Instant validUntil, String operator, String reason) {
        jdbc.sql("UPDATE agency_key SET valid_until = ?, revoked_by = ?, revoked_why = ? WHERE kid = ?")
                .params(validUntil.atOffset(ZoneOffset.UTC), operator, reason, kid)
                .update();
    }

    private SealingKey key(ResultSet row, int number) throws SQLException {
        OffsetDateTime until = row.getObject("valid_until", OffsetDateTime.class);
        return new SealingKey(
                row.getString("kid"),
                row.getString("agency"),
                row.getString("algorithm"),
                json.readValue(row.getString("jwk"), JWK),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant());
    }
}
