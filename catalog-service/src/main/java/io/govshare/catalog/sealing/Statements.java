package io.govshare.catalog.sealing;

import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.seal.SealedStatement;
import io.govshare.proof.seal.StatementType;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.StatementsSealed;
import io.govshare.schemas.Topics;
import io.govshare.starter.ids.UuidV7;
import io.govshare.starter.outbox.Outbox;
import io.govshare.starter.outbox.OutboxMessage;
import io.govshare.starter.request.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Seals statements other than records, stores and announces them. */
@Component
public class Statements {

    private final SealingKeys keys;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final UuidV7 ids;
    private final Clock clock;

    Statements(SealingKeys keys, Outbox outbox, JdbcClient jdbc, UuidV7 ids, Clock clock) {
        this.keys = keys;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A statement as it was stored.
     *
     * @param agency who sealed it
     * @param reader the other agency that it concerns
     */
    public record Stored(
            String type, String agency, @Nullable String reader, String operator, String sealed) {}

    /** Seals only; nothing is stored. */
    public Statement seal(StatementDraft draft) {
        UUID id = ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SealedStatement sealed = SealedStatement.seal(
                draft.type(),
                new SealedStatement.Claims(draft.agency(), id.toString(), now, draft.operator()),
                claims(draft),
                keys.signer(draft.agency()));
        String entry = sealed.entry().base64Url();
        return new Statement(
                id,
                entry,
                sealed.compact(),
                now,
                new StatementsSealed.Sealed(
                        entry,
                        draft.type().wireName(),
                        id,
                        draft.agency(),
                        draft.operator(),
                        now,
                        draft.record(),
                        draft.version(),
                        draft.dataset(),
                        AnnouncedTitle.of(draft.datasetTitle()),
                        draft.reader(),
                        draft.layer(),
                        draft.fields(),
                        draft.purpose(),
                        draft.agreement(),
                        draft.reason(),
                        RequestId.current().orElse(null)));
    }

    /** Stores and announces it, in the caller's transaction. */
    public void add(Statement statement) {
        StatementsSealed.Sealed sealed = statement.announcement();
        jdbc.sql("""
                insert into statement (entry, id, type, agency, reader, operator, sealed, sealed_at)
                values (:entry, :id, :type, :agency, :reader, :operator, :sealed, :at)
                """)
                .param("entry", StrictBase64.decodeUrl(statement.entry()))
                .param("id", statement.id())
                .param("type", sealed.statement())
                .param("agency", sealed.agency())
                .param("reader", sealed.reader())
                .param("operator", sealed.operator())
                .param("sealed", statement.sealed())
                .param("at", OffsetDateTime.ofInstant(statement.sealedAt(), ZoneOffset.UTC))
                .update();
        // By dataset, as records are: what happens to one dataset arrives in order.
        outbox.add(OutboxMessage.of(
                Topics.CATALOG_STATEMENTS_SEALED,
                String.valueOf(sealed.dataset()),
                EventJson.write(new StatementsSealed(List.of(sealed)))));
    }

    public Optional<Stored> find(byte[] entry) {
        return jdbc.sql("select type, agency, reader, operator, sealed from statement where entry = ?")
                .param(entry)
                .query((row, _) -> new Stored(
                        Objects.requireNonNull(row.getString("type")),
                        Objects.requireNonNull(row.getString("agency")),
                        row.getString("reader"),
                        Objects.requireNonNull(row.getString("operator")),
                        Objects.requireNonNull(row.getString("sealed"))))
                .optional();
    }

    private static JsonValue.Obj claims(StatementDraft draft) {
        JsonValue.Builder claims = JsonValue.Obj.builder();
        if (draft.record() != null) {
            claims.add("record", draft.record().toString());
        }
        if (draft.version() != null) {
            claims.add("version", draft.version());
        }
        claims.add("dataset", draft.dataset().toString());
        if (draft.type() == StatementType.ACCESS_GRANTED || draft.type() == StatementType.ACCESS_DENIED) {
            add(claims, "reader", draft.reader());
            add(claims, "layer", draft.layer());
            if (draft.fields() != null) {
                claims.add("fields", JsonValue.texts(draft.fields()));
            }
            add(claims, "purpose", draft.purpose());
        }
        if (draft.agreement() != null) {
            claims.add("agreement", draft.agreement().toString());
        }
        add(claims, "reason", draft.reason());
        new TreeMap<>(draft.more()).forEach(claims::add);
        return claims.build();
    }

    private static void add(JsonValue.Builder claims, String name, @Nullable String value) {
        if (value != null) {
            claims.add(name, value);
        }
    }
}
