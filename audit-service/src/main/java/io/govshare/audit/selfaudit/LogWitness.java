package io.govshare.audit.selfaudit;

import io.govshare.proof.merkle.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What audit was told of the log when things were anchored. */
@Repository
class LogWitness {

    private final JdbcClient jdbc;

    LogWitness(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The entries announced for these positions; positions that are not anchored yet are absent. */
    Map<Long, Hash> entries(long first, int count) {
        Map<Long, Hash> entries = new HashMap<>();
        jdbc.sql("SELECT leaf_index, entry FROM anchored_entry WHERE leaf_index >= ? AND leaf_index < ?")
                .param(first)
                .param(first + count)
                .query((row, number) -> entries.put(row.getLong("leaf_index"), Hash.of(row.getBytes("entry"))))
                .list();
        return entries;
    }

    /** Announced heads, size to root: the newest ones and evenly chosen older ones, at most this many. */
    SortedMap<Long, Hash> heads(int limit) {
        SortedMap<Long, Hash> heads = new TreeMap<>();
        jdbc.sql("""
                WITH numbered AS (SELECT tree_size, root, row_number() OVER (ORDER BY tree_size DESC) AS age,
                                         count(*) OVER () AS total FROM anchor)
                SELECT tree_size, root FROM numbered
                WHERE age <= :half OR age % greatest(1, ceil(total::numeric / :half)::bigint) = 0
                ORDER BY age LIMIT :limit""")
                .param("half", Math.max(1, limit / 2))
                .param("limit", limit)
                .query((row, number) -> heads.put(row.getLong("tree_size"), Hash.of(row.getBytes("root"))))
                .list();
        return heads;
    }
}
