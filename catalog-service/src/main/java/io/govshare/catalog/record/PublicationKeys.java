package io.govshare.catalog.record;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which record was published under which {@code Idempotency-Key}. Nothing of the content is kept here, not even a hash:
 * a hash could be guessed from after the record is erased. Whether a repetition is the same is decided by the record.
 */
@Component
class PublicationKeys {

    /** Twice what comes in at most goes out, so the table holds little more than the keys that must be kept. */
    private static final int FORGOTTEN_AT_ONCE = 10;

    private final JdbcClient jdbc;
    private final PublicationProperties properties;
    private final Clock clock;

    PublicationKeys(JdbcClient jdbc, PublicationProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    Optional<UUID> find(UUID dataset, String key) {
        return jdbc.sql("select record from publication_key where dataset = ? and idempotency_key = ?")
                .param(dataset)
                .param(key)
                .query(UUID.class)
                .optional();
    }

    /**
     * In the transaction that stores the record. While another one with the same key is open, waits for its end.
     *
     * @return false when the key has a record already
     */
    boolean claim(UUID dataset, String key, UUID record) {
        Instant now = clock.instant();
        boolean claimed = jdbc.sql("""
                        insert into publication_key (dataset, idempotency_key, record, published_at)
                        values (?, ?, ?, ?)
                        on conflict (dataset, idempotency_key) do nothing
                        """)
                        .param(dataset)
                        .param(key)
                        .param(record)
                        .param(now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (claimed) {
            forget(now.minus(properties.keysKept()));
        }
        return claimed;
    }

    private void forget(Instant before) {
        jdbc.sql("""
                delete from publication_key where ctid = any (array(
                    select ctid from publication_key where published_at < ? order by published_at limit ?
                    for update skip locked))
                """)
                .param(before.atOffset(ZoneOffset.UTC))
                .param(FORGOTTEN_AT_ONCE)
                .update();
    }
}
