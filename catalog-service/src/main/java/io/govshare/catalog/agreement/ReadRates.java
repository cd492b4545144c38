package io.govshare.catalog.agreement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the reads under agreements that bound them, by minutes of the database's clock. */
@Component
public class ReadRates {

    private final JdbcClient jdbc;

    ReadRates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts one read, in the caller's transaction, if the minute has room for it. Reads under one such agreement pass
     * one after another, since each waits for the count of the one before.
     */
    public boolean take(Agreement agreement) {
        Integer limit = agreement.terms().conditions().readsPerMinute();
        return limit == null
                || jdbc.sql("""
                                insert into agreement_rate as rate (agreement, minute, reads)
                                values (:agreement, date_trunc('minute', clock_timestamp()), 1)
                                on conflict (agreement) do update
                                set minute = excluded.minute,
                                    reads = case when rate.minute = excluded.minute then rate.reads + 1 else 1 end
                                where rate.minute < excluded.minute
                                   or (rate.minute = excluded.minute and rate.reads < :limit)
                                """)
                                .param("agreement", agreement.id())
                                .param("limit", limit)
                                .update()
                        == 1;
    }
}
