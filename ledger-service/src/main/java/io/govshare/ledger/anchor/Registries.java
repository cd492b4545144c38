package io.govshare.ledger.anchor;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers the one registry, so that it is deployed and opened once. */
@Component
public class Registries {

    private final JdbcClient jdbc;

    Registries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Registry> find() {
        return jdbc.sql("select chain_id, contract, log_id, sender from chain_registry")
                .query((row, number) ->
                        new Registry(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                .optional();
    }

    /** The first one stands; the answer is the one that does. */
    Registry remember(Registry registry, Instant now) {
        jdbc.sql("""
                        insert into chain_registry (chain_id, contract, log_id, sender, opened_at) values (?, ?, ?, ?, ?)
                        on conflict (single) do nothing
                        """)
                .params(
                        registry.chainId(),
                        registry.contract(),
                        registry.logId(),
                        registry.sender(),
                        Timestamp.from(now))
                .update();
        return find().orElseThrow();
    }
}
