package io.govshare.ledger.log;

import io.govshare.proof.merkle.Hash;
import java.sql.Array;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The entries in their order. */
@Component
public class Leaves {

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    Leaves(JdbcTemplate template, JdbcClient jdbc) {
        this.template = template;
        this.jdbc = jdbc;
    }

    /** Those of the entries that the log holds. */
    Set<Hash> known(List<Hash> entries) {
        return withArray(
                entries,
                array -> jdbc.sql("select entry from log_leaf where entry = any(?)")
                        .param(array)
                        .query((row, number) -> Hash.of(row.getBytes(1)))
                        .set());
    }

    /**
     * One statement for the whole batch: the numbering is that of the array. What the log holds already is found by the
     * insertion itself: to ask before would read the same random pages of the index a second time.
     *
     * @throws DuplicateKeyException when the log holds one of the entries or of the places; nothing is inserted then,
     *     and the transaction goes on
     */
    @Transactional(propagation = Propagation.NESTED)
    void insert(long firstIndex, List<Hash> entries, Instant now) {
        withArray(
                entries,
                array -> jdbc.sql("""
                        insert into log_leaf (leaf_index, entry, appended_at)
                        select ? + position - 1, entry, ?
                        from unnest(?) with ordinality as batch (entry, position)
                        """)
                        .params(firstIndex, Timestamp.from(now), array)
                        .update());
    }

    public OptionalLong indexOf(Hash entry) {
        return jdbc.sql("select leaf_index from log_leaf where entry = ?")
                .param(entry.bytes())
                .query((row, number) -> OptionalLong.of(row.getLong(1)))
                .optional()
                .orElse(OptionalLong.empty());
    }

    /** Where those of the entries stand that the log holds. */
    public Map<Hash, Long> indexesOf(List<Hash> entries) {
        Map<Hash, Long> indexes = new HashMap<>();
        withArray(
                        entries,
                        array -> jdbc.sql("select entry, leaf_index from log_leaf where entry = any(?)")
                                .param(array)
                                .query((row, number) -> Map.entry(Hash.of(row.getBytes(1)), row.getLong(2)))
                                .list())
                .forEach(leaf -> indexes.put(leaf.getKey(), leaf.getValue()));
        return indexes;
    }

    /** Entries of the leaves {@code [from, to)}, in order; fewer where the log ends. */
    public List<Hash> entries(long from, long to) {
        return jdbc.sql("select entry from log_leaf where leaf_index >= ? and leaf_index < ? order by leaf_index")
                .params(from, to)
                .query((row, number) -> Hash.of(row.getBytes(1)))
                .list();
    }

    /** The first row that lies beyond the head, as no append leaves one. */
    public Optional<Long> beyondHead() {
        return jdbc.sql("""
                        select leaf_index from log_leaf where leaf_index >= (select size from log_head)
                        order by leaf_index limit 1
                        """).query(Long.class).optional();
    }

    public Optional<Instant> appendedAt(long index) {
        return jdbc.sql("select appended_at from log_leaf where leaf_index = ?")
                .param(index)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    private <T> T withArray(List<Hash> entries, Function<Array, T> use) {
        byte[][] values = entries.stream().map(Hash::bytes).toArray(byte[][]::new);
        Array array =
                template.execute((ConnectionCallback<Array>) connection -> connection.createArrayOf("bytea", values));
        return use.apply(Objects.requireNonNull(array));
    }
}
