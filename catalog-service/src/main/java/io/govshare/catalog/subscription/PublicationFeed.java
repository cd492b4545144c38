package io.govshare.catalog.subscription;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Versions of records in the order in which they became visible. Who reads on from the last position seen misses none,
 * whatever transactions overlap; versions of one record come in their order.
 */
@Component
class PublicationFeed {

    private final JdbcClient jdbc;

    PublicationFeed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Publication(FeedPosition position, UUID record, int version) {}

    /** Before everything that is not visible yet. */
    FeedPosition now() {
        long oldest = jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
        return new FeedPosition(oldest, 0);
    }

    List<Publication> after(UUID dataset, FeedPosition position, int limit) {
        return jdbc.sql("""
                        select xid::text::bigint as xid, position, record, version
                        from publication
                        where dataset = :dataset and (xid, position) > (:xid::text::xid8, :position)
                          and xid < pg_snapshot_xmin(pg_current_snapshot())
                        order by xid, position
                        limit :limit
                        """)
                .param("dataset", dataset)
                .param("xid", Long.toString(position.transaction()))
                .param("position", position.number())
                .param("limit", limit)
                .query((row, _) -> new Publication(
                        new FeedPosition(row.getLong("xid"), row.getLong("position")),
                        row.getObject("record", UUID.class),
                        row.getInt("version")))
                .list();
    }
}
