package io.govshare.identity.statement;

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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Seals what the platform states about an agency, stores it and announces it. */
@Component
public class Statements {

    private final PlatformKeys keys;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final UuidV7 ids;
    private final Clock clock;

    Statements(PlatformKeys keys, Outbox outbox, JdbcClient jdbc, UuidV7 ids, Clock clock) {
        this.keys = keys;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param agency whom it is about */
    record Stored(String agency, String sealed) {}

    /**
     * In the caller's transaction, which is that of the change.
     *
     * @param agency whom it is about
     * @param operator who brought the change about
     * @param reason why, where somebody had to say
     * @param more further claims, sealed but not announced
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(
            StatementType type, String agency, String operator, @Nullable String reason, Map<String, String> more) {
        UUID id = ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        JsonValue.Builder claims = JsonValue.Obj.builder().add("agency", agency);
        if (reason != null) {
            claims.add("reason", reason);
        }
        new TreeMap<>(more).forEach(claims::add);
        SealedStatement sealed = SealedStatement.seal(
                type,
                new SealedStatement.Claims(PlatformKeys.PLATFORM, id.toString(), now, operator),
                claims.build(),
                keys.signer());
        jdbc.sql("INSERT INTO statement (entry, id, type, agency, operator, sealed, sealed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        sealed.entry().bytes(),
                        id,
                        type.wireName(),
                        agency,
                        operator,
                        sealed.compact(),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        StatementsSealed.Sealed announced = new StatementsSealed.Sealed(
                sealed.entry().base64Url(),
                type.wireName(),
                id,
                agency,
                operator,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                reason,
                RequestId.current().orElse(null));
        outbox.add(OutboxMessage.of(
                Topics.IDENTITY_STATEMENTS_SEALED, agency, EventJson.write(new StatementsSealed(List.of(announced)))));
    }

    Optional<Stored> find(byte[] entry) {
        return jdbc.sql("SELECT agency, sealed FROM statement WHERE entry = ?")
                .param(entry)
                .query((row, _) -> new Stored(row.getString("agency"), row.getString("sealed")))
                .optional();
    }
}
