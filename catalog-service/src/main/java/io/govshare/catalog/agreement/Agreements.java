package io.govshare.catalog.agreement;

import io.govshare.proof.StrictBase64;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

    /**
     * One page, newest first.
     *
     * @param party only those of this agency; null for those who oversee all
     * @param overdue only those on which a party should have replied by now, or the provider of a dataset without records
     *     delivered
     * @param before id of the last one of the page before
     */
    List<Agreement> page(
            @Nullable String party,
            @Nullable UUID dataset,
            @Nullable String status,
            boolean overdue,
            @Nullable UUID before,
            int limit) {
        return jdbc.sql("""
                        select * from agreement
                        where (:party::text is null or provider = :party or consumer = :party)
                          and (:dataset::uuid is null or dataset = :dataset)
                          and (:status::text is null or status = :status)
                          and (not :overdue or due <= clock_timestamp()
                               and (status in ('requested', 'offered', 'countered')
                                    or status = 'active'
                                       and not exists (select from record_version r
                                                       where r.dataset = agreement.dataset)))
                          and (:before::uuid is null or id < :before)
                        order by id desc
                        limit :limit
                        """)
                .param("party", party)
                .param("dataset", dataset)
                .param("status", status)
                .param("overdue", overdue)
                .param("before", before)
                .param("limit", limit)
                .query(Agreements::agreement)
                .list();
    }

    /** The steps of one agreement behind the given number, in their order. */
    List<Recorded> steps(UUID agreement, int after, int limit) {
        return jdbc.sql("""
                        select * from agreement_step
                        where agreement = :agreement and number > :after
                        order by number
                        limit :limit
                        """)
                .param("agreement", agreement)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Recorded(
                        row.getInt("number"),
                        state(row),
                        new Agreement.Step(
                                text(row, "agency"),
                                text(row, "operator"),
                                time(row, "at"),
                                base64(row, "entry"),
                                row.getString("reason")),
                        base64(row, "terms_hash")))
                .list();
    }

    /**
     * A step as it was taken.
     *
     * @param terms base64url SHA-256 of the terms as they stood after it
     */
    record Recorded(int number, AgreementState state, Agreement.Step step, String terms) {}

    /** The document that was, or is, proposed under this hash. */
    Optional<String> document(UUID agreement, String termsHash) {
        return jdbc.sql("""
                        select terms from agreement_step
                        where agreement = :agreement and terms_hash = :hash
                        order by number
                        limit 1
                        """)
                .param("agreement", agreement)
                .param("hash", StrictBase64.decodeUrl(termsHash))
                .query(String.class)
                .optional();
    }

    /**
     * Those past their end that nobody has ended yet, in the order of their ends; by the database's clock.
     *
     * @param after the last one of the page before
     */
    List<Agreement> over(@Nullable Agreement after, int limit) {
        return jdbc.sql("""
                        select * from agreement
                        where status in ('active', 'suspended') and valid_until <= clock_timestamp()
                          and (:end::timestamptz is null or (valid_until, id) > (:end, :id::uuid))
                        order by valid_until, id
                        limit :limit
                        """)
                .param("end", after == null ? null : utc(after.terms().validUntil()))
                .param("id", after == null ? null : after.id())
                .param("limit", limit)
                .query(Agreements::agreement)
                .list();
    }

    /** False when the agency negotiates on the same already. */
    boolean insert(Agreement agreement, String terms) {
        return jdbc.sql("""
                                insert into agreement (id, dataset, provider, consumer, purpose, legal_basis, fields,
                                                       valid_until, terms, terms_hash, status, requested_by,
                                                       requested_at, request_entry, moved_by, moved_operator, moved_at,
                                                       moved_entry, due)
                                values (:id, :dataset, :provider, :consumer, :purpose, :legalBasis, :fields,
                                        :validUntil, :terms, :termsHash, 'requested', :operator, :at, :entry, :consumer,
                                        :operator, :at, :entry, :due)
                                on conflict (dataset, consumer, purpose)
                                    where status in ('requested', 'offered', 'countered') do nothing
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
                        .param("termsHash", StrictBase64.decodeUrl(agreement.termsHash()))
                        .param(
                                "due",
                                agreement.due() == null ? null : utc(agreement.due()),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("operator", agreement.requested().operator())
                        .param("at", utc(agreement.requested().at()))
                        .param(
                                "entry",
                                StrictBase64.decodeUrl(agreement.requested().entry()))
                        .update()
                == 1;
    }

    /**
     * Stores the latest step.
     *
     * @param terms the document when the step proposes one
     * @return false when somebody else took a step before
     */
    boolean move(Agreement from, Agreement to, @Nullable String terms) {
        Agreement.Step step = to.latest();
        return jdbc.sql("""
                                update agreement
                                set status = :to, legal_basis = :legalBasis, fields = :fields, valid_until = :validUntil,
                                    terms = coalesce(:terms, terms), terms_hash = :termsHash, reason = :reason,
                                    due = :due, moved_by = :agency, moved_operator = :operator, moved_at = :at, moved_entry = :entry
                                where id = :id and moved_entry = :before
                                """)
                        .param("to", to.state().code())
                        .param("legalBasis", to.terms().legalBasis())
                        .param("fields", to.terms().fields().toArray(String[]::new))
                        .param("validUntil", utc(to.terms().validUntil()))
                        .param("terms", terms)
                        .param("termsHash", StrictBase64.decodeUrl(to.termsHash()))
                        .param("reason", step.reason())
                        .param("due", to.due() == null ? null : utc(to.due()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("agency", step.agency())
                        .param("operator", step.operator())
                        .param("at", utc(step.at()))
                        .param("entry", StrictBase64.decodeUrl(step.entry()))
                        .param("id", from.id())
                        .param("before", StrictBase64.decodeUrl(from.latest().entry()))
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
                time(row, "valid_until"),
                Conditions.of(text(row, "terms")));
        OffsetDateTime due = row.getObject("due", OffsetDateTime.class);
        return new Agreement(
                row.getObject("id", UUID.class),
                terms,
                base64(row, "terms_hash"),
                state(row),
                row.getString("suspended_by"),
                new Agreement.Step(
                        terms.consumer(),
                        text(row, "requested_by"),
                        time(row, "requested_at"),
                        base64(row, "request_entry"),
                        null),
                new Agreement.Step(
                        text(row, "moved_by"),
                        text(row, "moved_operator"),
                        time(row, "moved_at"),
                        base64(row, "moved_entry"),
                        row.getString("reason")),
                row.getInt("steps"),
                due == null ? null : due.toInstant());
    }

    private static AgreementState state(ResultSet row) throws SQLException {
        String status = text(row, "status");
        return AgreementState.ofCode(status)
                .orElseThrow(() -> new IllegalStateException("agreement with status " + status));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String base64(ResultSet row, String column) throws SQLException {
        return StrictBase64.encodeUrl(row.getBytes(column));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
