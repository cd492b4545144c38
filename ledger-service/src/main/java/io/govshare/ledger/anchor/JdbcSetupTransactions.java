package io.govshare.ledger.anchor;

import io.govshare.chain.SetupTransactions;
import io.govshare.chain.SignedTransaction;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In the ledger's database; each call is a transaction of its own. */
final class JdbcSetupTransactions implements SetupTransactions {

    private final JdbcClient jdbc;
    private final InstantSource clock;

    JdbcSetupTransactions(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<SignedTransaction> find(Step step, String sender) {
        return jdbc.sql("select tx_hash, nonce, raw_tx from chain_setup where step = ? and sender = ?")
                .params(step.name(), sender)
                .query((row, number) -> new SignedTransaction(row.getString(1), row.getLong(2), row.getBytes(3)))
                .optional();
    }

    @Override
    public void keep(Step step, String sender, SignedTransaction transaction) {
        jdbc.sql("""
                        insert into chain_setup (step, sender, nonce, tx_hash, raw_tx, kept_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (step) do update set sender = excluded.sender, nonce = excluded.nonce,
                            tx_hash = excluded.tx_hash, raw_tx = excluded.raw_tx, kept_at = excluded.kept_at
                        """)
                .params(
                        step.name(),
                        sender,
                        transaction.nonce(),
                        transaction.hash(),
                        transaction.raw(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    @Override
    public void forget(Step step) {
        jdbc.sql("delete from chain_setup where step = ?").param(step.name()).update();
    }
}
