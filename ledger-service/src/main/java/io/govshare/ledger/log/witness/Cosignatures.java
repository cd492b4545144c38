package io.govshare.ledger.log.witness;

import io.govshare.proof.log.Cosignature;
import io.govshare.proof.log.WitnessKey;
import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What witnesses have signed. Only cosignatures that hold are stored. */
@Component
public class Cosignatures {

    private final JdbcClient jdbc;

    Cosignatures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The signature lines under the checkpoint of this size, in one order. */
    public List<String> lines(long size) {
        return jdbc.sql("select line from cosignature where size = ? order by witness")
                .param(size)
                .query(String.class)
                .list();
    }

    /** Verifier keys of who has signed the checkpoint of this size. */
    Set<String> witnesses(long size) {
        return jdbc.sql("select witness from cosignature where size = ?")
                .param(size)
                .query(String.class)
                .set();
    }

    /** The largest size that the witness is known to have signed; 0 when there is none. */
    long newestSize(WitnessKey witness) {
        return jdbc.sql("select coalesce(max(size), 0) from cosignature where witness = ?")
                .param(witness.text())
                .query(Long.class)
                .single();
    }

    /** The first one stands. */
    void store(long size, WitnessKey witness, Cosignature cosignature) {
        jdbc.sql("""
                        insert into cosignature (size, witness, cosigned_at, line) values (?, ?, ?, ?)
                        on conflict (size, witness) do nothing
                        """)
                .params(size, witness.text(), Timestamp.from(cosignature.time()), cosignature.line())
                .update();
    }
}
