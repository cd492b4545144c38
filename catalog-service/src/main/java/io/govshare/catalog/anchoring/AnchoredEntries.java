package io.govshare.catalog.anchoring;

import io.govshare.proof.StrictBase64;
import io.govshare.schemas.ReceiptsIssued;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Entries of this service that are anchored. */
@Component
class AnchoredEntries {

    // The log holds other services' entries too; those are none of ours.
    private static final String INSERT = """
            insert into anchored_entry (entry, leaf_index, tree_size, block_number, anchored_at)
            select entry, leaf_index, ?, ?, ?
            from unnest(?::bytea[], ?::bigint[]) as given (entry, leaf_index)
            where exists (select from record_version r where r.entry = given.entry)
               or exists (select from statement s where s.entry = given.entry)
            on conflict (entry) do nothing
            """;

    private final JdbcTemplate template;

    AnchoredEntries(JdbcTemplate template) {
        this.template = template;
    }

    /** In the caller's transaction; a repeated announcement changes nothing. */
    void add(ReceiptsIssued issued) {
        List<ReceiptsIssued.Issued> receipts = issued.receipts();
        template.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setLong(1, issued.treeSize());
                insert.setLong(2, issued.blockNumber());
                insert.setTimestamp(3, Timestamp.from(issued.blockTime()));
                insert.setArray(
                        4,
                        connection.createArrayOf(
                                "bytea",
                                receipts.stream()
                                        .map(receipt -> StrictBase64.decodeUrl(receipt.entry()))
                                        .toArray(byte[][]::new)));
                insert.setArray(
                        5,
                        connection.createArrayOf(
                                "int8",
                                receipts.stream()
                                        .map(ReceiptsIssued.Issued::leafIndex)
                                        .toArray(Long[]::new)));
                return insert.executeUpdate();
            }
        });
    }
}
