package io.govshare.catalog.objection;

import io.govshare.proof.StrictBase64;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The objections in the database. */
@Component
class Objections {

    private final JdbcClient jdbc;

    Objections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Objection> find(UUID id) {
        return jdbc.sql("select * from objection where id = ?")
                .param(id)
                .query(Objections::objection)
                .optional();
    }

    /**
     * One page, newest first.
     *
     * @param party only those of this agency; null for those who oversee all
     * @param overdue only open ones that should have been answered by now
     * @param before id of the last one of the page before
     */
    List<Objection> page(
            @Nullable String party,
            @Nullable UUID record,
            Objection.@Nullable Status status,
            boolean overdue,
            @Nullable UUID before,
            int limit) {
        return jdbc.sql("""
                        select * from objection
                        where (:party::text is null or provider = :party or agency = :party)
                          and (:record::uuid is null or record = :record)
                          and (:status::text is null or status = :status)
                          and (not :overdue or status = 'open' and reply_due <= clock_timestamp())
                          and (:before::uuid is null or id < :before)
                        order by id desc
                        limit :limit
                        """)
                .param("party", party)
                .param("record", record)
                .param("status", status == null ? null : status.code())
                .param("overdue", overdue)
                .param("before", before)
                .param("limit", limit)
                .query(Objections::objection)
                .list();
    }

    /** False when the agency has the same one open already. */
    boolean insert(Objection objection) {
        return jdbc.sql("""
                                insert into objection (id, record, version, dataset, provider, agency, operator, field,
                                                       reason, raised_at, reply_due, status)
                                values (:id, :record, :version, :dataset, :provider, :agency, :operator, :field, :reason,
                                        :raisedAt, :replyDue, 'open')
                                on conflict (record, agency, coalesce(field, '')) where status = 'open' do nothing
                                """)
                        .param("id", objection.id())
                        .param("record", objection.record())
                        .param("version", objection.version())
                        .param("dataset", objection.dataset())
                        .param("provider", objection.provider())
                        .param("agency", objection.agency())
                        .param("operator", objection.operator())
                        .param("field", objection.field())
                        .param("reason", objection.reason())
                        .param("raisedAt", utc(objection.raisedAt()))
                        .param("replyDue", utc(objection.replyDue()))
                        .update()
                == 1;
    }

    /** False when it is not open any more. */
    boolean close(UUID id, Objection.Status status, Objection.Answer answer) {
        return jdbc.sql("""
                                update objection
                                set status = :status, closed_by = :operator, closed_at = :at, answer = :answer,
                                    correction = :correction::bytea
                                where id = :id and status = 'open'
                                """)
                        .param("status", status.code())
                        .param("operator", answer.operator())
                        .param("at", utc(answer.at()))
                        .param("answer", answer.reason())
                        .param(
                                "correction",
                                answer.correction() == null ? null : StrictBase64.decodeUrl(answer.correction()))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Objection objection(ResultSet row, int number) throws SQLException {
        String status = text(row, "status");
        OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
        byte[] correction = row.getBytes("correction");
        return new Objection(
                row.getObject("id", UUID.class),
                row.getObject("record", UUID.class),
                row.getInt("version"),
                row.getObject("dataset", UUID.class),
                text(row, "provider"),
                text(row, "agency"),
                text(row, "operator"),
                row.getString("field"),
                text(row, "reason"),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getObject("reply_due", OffsetDateTime.class).toInstant(),
                Arrays.stream(Objection.Status.values())
                        .filter(each -> each.code().equals(status))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("objection with status " + status)),
                closed == null
                        ? null
                        : new Objection.Answer(
                                text(row, "closed_by"),
                                closed.toInstant(),
                                row.getString("answer"),
                                correction == null ? null : StrictBase64.encodeUrl(correction)));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
