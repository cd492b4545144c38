package io.govshare.catalog.agreement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The agreements in the database. */
@Component
public class Agreements {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** The provider's answer to a request. */
    private static final String DECIDE = """
            update agreement
            set status = :to, reason = :reason, decided_by = :operator, decided_at = :at, decision_entry = :entry
            where id = :id and status = :from
            """;

    /** What comes after the answer. */
    private static final String END = """
            update agreement
            set status = :to, reason = :reason, ended_by = :operator, ended_at = :at, end_entry = :entry
            where id = :id and status = :from
            """;

    private final JdbcClient jdbc;

    Agreements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Agreement> find(UUID id) {
        return jdbc.sql("select * from agreement where id = ?")
                .param(id)
                .query(Agreements::agreement)
                .optional();
    }

    /** Agreements by which the agency may read the dataset at this time; the one that holds longest first. */
    public List<Agreement> allowing(UUID dataset, String consumer, Instant time) {
        return jdbc.sql("""
                        select * from agreement
                        where dataset = :dataset and consumer = :consumer and status = 'active' and valid_until > :time
                        order by valid_until desc, id
                        limit 100
                        """)
                .param("dataset", dataset)
                .param("consumer", consumer)
                .param("time", utc(time))
                .query(Agreements::agreement)
                .list();
    }

    /**
     * One page, newest first.
     *
     * @param party only those of this agency; null for those who oversee all
     * @param before id of the last one of the page before
     */
    List<Agreement> page(
            @Nullable String party, @Nullable UUID dataset, @Nullable String status, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select * from agreement
                        where (:party::text is null or provider = :party or consumer = :party)
                          and (:dataset::uuid is null or dataset = :dataset)
                          and (:status::text is null or status = :status)
                          and (:before::uuid is null or id < :before)
                        order by id desc
                        limit :limit
                        """)
                .param("party", party)
                .param("dataset", dataset)
                .param("status", status)
                .param("before", before)
                .param("limit", limit)
                .query(Agreements::agreement)
                .list();
    }

    /** False when the same request is open already. */
    boolean insert(Agreement agreement, String terms) {
        return jdbc.sql("""
                                insert into agreement (id, dataset, provider, consumer, purpose, legal_basis, fields,
                                                       valid_until, terms, terms_hash, status, requested_by,
                                                       requested_at, request_entry)
                                values (:id, :dataset, :provider, :consumer, :purpose, :legalBasis, :fields,
                                        :validUntil, :terms, :termsHash, 'requested', :operator, :at, :entry)
                                on conflict (dataset, consumer, purpose) where status = 'requested' do nothing
                                """)
                        .param("id", agreement.id())
                        .param("dataset", agreement.terms().dataset())
                        .param("provider", agreement.terms().provider())
                        .param("consumer", agreement.terms().consumer())
                        .param("purpose", agreement.terms().purpose())
                        .param("legalBasis", agreement.terms().legalBasis())
                        .param("fields", agreement.terms().fields().toArray(String[]::new))
                        .param("validUntil", utc(agreement.terms().validUntil()))
                        .param("terms", terms)
                        .param("termsHash", Base64.getUrlDecoder().decode(agreement.termsHash()))
                        .param("operator", agreement.requested().operator())
                        .param("at", utc(agreement.requested().at()))
                        .param("entry", bytes(agreement.requested()))
                        .update()
                == 1;
    }

    /** Stores the step from one state to the next; false when somebody else took a step before. */
    boolean move(Agreement from, Agreement to) {
        return switch (to.state()) {
            case Agreement.Requested _ -> throw new IllegalArgumentException("nothing leads back to requested");
            case Agreement.Active(Agreement.Step step) -> move(from, to, DECIDE, step, null);
            case Agreement.Refused(Agreement.Step step, String reason) -> move(from, to, DECIDE, step, reason);
            case Agreement.Revoked(Agreement.Step _, Agreement.Step step, String reason) ->
                move(from, to, END, step, reason);
        };
    }

    private boolean move(Agreement from, Agreement to, String update, Agreement.Step step, @Nullable String reason) {
        return jdbc.sql(update)
                        .param("to", to.state().code())
                        .param("from", from.state().code())
                        .param("reason", reason)
                        .param("operator", step.operator())
                        .param("at", utc(step.at()))
                        .param("entry", bytes(step))
                        .param("id", from.id())
                        .update()
                == 1;
    }

    private static Agreement agreement(ResultSet row, int number) throws SQLException {
        Terms terms = new Terms(
                row.getObject("dataset", UUID.class),
                text(row, "provider"),
                text(row, "consumer"),
                text(row, "purpose"),
                text(row, "legal_basis"),
                List.of((String[]) row.getArray("fields").getArray()),
                row.getObject("valid_until", OffsetDateTime.class).toInstant());
        return new Agreement(
                row.getObject("id", UUID.class),
                terms,
                BASE64.encodeToString(row.getBytes("terms_hash")),
                step(row, "requested_by", "requested_at", "request_entry"),
                state(row));
    }

    private static Agreement.State state(ResultSet row) throws SQLException {
        String status = text(row, "status");
        return switch (status) {
            case "requested" -> new Agreement.Requested();
            case "active" -> new Agreement.Active(decision(row));
            case "refused" -> new Agreement.Refused(decision(row), text(row, "reason"));
            case "revoked" ->
                new Agreement.Revoked(
                        decision(row), step(row, "ended_by", "ended_at", "end_entry"), text(row, "reason"));
            default -> throw new IllegalStateException("agreement with status " + status);
        };
    }

    private static Agreement.Step decision(ResultSet row) throws SQLException {
        return step(row, "decided_by", "decided_at", "decision_entry");
    }

    private static Agreement.Step step(ResultSet row, String operator, String at, String entry) throws SQLException {
        return new Agreement.Step(
                text(row, operator),
                row.getObject(at, OffsetDateTime.class).toInstant(),
                BASE64.encodeToString(row.getBytes(entry)));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static byte[] bytes(Agreement.Step step) {
        return Base64.getUrlDecoder().decode(step.entry());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
