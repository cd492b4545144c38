package io.govshare.catalog.dataset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds datasets by words and facets. The order is by relevance, then newest first; without words newest first. A page
 * begins behind the last item of the one before, so datasets that appear meanwhile neither shift nor repeat anything.
 */
@Repository
class DatasetSearch {

    private static final int FACET_LIMIT = 100;

    /** The query that nothing meets. */
    private static final String NOTHING = "";

    private final JdbcClient jdbc;
    private final DatasetStore store;
    private final SearchQueries queries;

    DatasetSearch(JdbcClient jdbc, DatasetStore store, SearchQueries queries) {
        this.jdbc = jdbc;
        this.store = store;
        this.queries = queries;
    }

    /** Who is looking: sees everything, or what is not restricted or names the agency. */
    record Viewer(@Nullable String agency, boolean seesAll) {}

    record Filter(Optional<String> words, Optional<String> agency, Optional<Sharing> sharing) {}

    record Page(List<CataloguedDataset> datasets, @Nullable String next) {}

    record Facets(Map<String, Long> agency, Map<String, Long> sharing) {}

    /** The place behind an item. The rank is kept as text, for it must come back bit by bit. */
    record Cursor(String rank, UUID id) {

        String encode() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((rank + "_" + id).getBytes(StandardCharsets.US_ASCII));
        }

        static Optional<Cursor> decode(String text) {
            try {
                var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("_", -1);
                if (parts.length != 2 || !parts[0].matches("[0-9]{1,3}(\\.[0-9]{1,20})?(e-[0-9]{1,2})?")) {
                    return Optional.empty();
                }
                return Optional.of(new Cursor(parts[0], UUID.fromString(parts[1])));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    private record Ranked(CataloguedDataset dataset, String rank) {}

    Page page(Viewer viewer, Filter filter, @Nullable Cursor after, int limit) {
        var where = where(viewer, filter);
        String rank = filter.words().isPresent() ? "ts_rank(search, " + Where.QUERY + ")::float8" : "0::float8";
        if (after != null) {
            where.and("(" + rank + ", id) < (:afterRank::float8, :afterId)", "afterRank", after.rank());
            where.parameters.put("afterId", after.id());
        }
        var statement = jdbc.sql("SELECT " + DatasetStore.COLUMNS + ", " + rank + " AS rank FROM dataset" + where
                + " ORDER BY rank DESC, id DESC LIMIT :limit");
        var found = new ArrayList<>(statement
                .params(where.parameters)
                .param("limit", limit + 1)
                .query((rs, n) -> new Ranked(store.row(rs, n), rs.getString("rank")))
                .list());
        String next = null;
        if (found.size() > limit) {
            found.removeLast();
            next = new Cursor(found.getLast().rank(), found.getLast().dataset().id()).encode();
        }
        return new Page(found.stream().map(Ranked::dataset).toList(), next);
    }

    /** @param next behind which the next page begins; null at the end */
    record Stretch(
            List<CataloguedDataset> datasets, @Nullable UUID next) {}

    /**
     * Oldest first, so that whoever goes through all of them meets those that appear meanwhile at the end.
     *
     * @param bytes of text from which on the page ends early; it has one dataset at least
     */
    Stretch inOrder(Viewer viewer, Filter filter, @Nullable UUID after, int limit, long bytes) {
        var where = where(viewer, filter);
        if (after != null) {
            where.and("id > :after", "after", after);
        }
        var available = new AtomicInteger();
        var found = new ArrayList<>(jdbc.sql("SELECT * FROM (SELECT *, count(*) OVER () AS available, coalesce(sum("
                        + "octet_length(description) + octet_length(metadata::text)) OVER (ORDER BY id ROWS BETWEEN"
                        + " UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM (SELECT " + DatasetStore.COLUMNS
                        + " FROM dataset" + where + " ORDER BY id LIMIT :limit) AS page) AS measured"
                        + " WHERE before < :bytes ORDER BY id")
                .params(where.parameters)
                .param("limit", limit + 1)
                .param("bytes", bytes)
                .query((rs, n) -> {
                    available.setPlain(rs.getInt("available"));
                    return store.row(rs, n);
                })
                .list());
        boolean more = found.size() < available.getPlain() || found.size() > limit;
        if (found.size() > limit) {
            found.removeLast();
        }
        return new Stretch(found, more ? found.getLast().id() : null);
    }

    /** How many datasets each value of a facet has, under all the other facets chosen. */
    Facets facets(Viewer viewer, Filter filter) {
        return new Facets(
                counts("agency", where(viewer, new Filter(filter.words(), Optional.empty(), filter.sharing()))),
                counts("sharing", where(viewer, new Filter(filter.words(), filter.agency(), Optional.empty()))));
    }

    private Map<String, Long> counts(String column, Where where) {
        var counts = new LinkedHashMap<String, Long>();
        jdbc.sql("SELECT " + column + " AS value, count(*) AS number FROM dataset" + where + " GROUP BY " + column
                        + " ORDER BY number DESC, value LIMIT " + FACET_LIMIT)
                .params(where.parameters)
                .query(rs -> {
                    counts.put(rs.getString("value"), rs.getLong("number"));
                });
        return counts;
    }

    private Where where(Viewer viewer, Filter filter) {
        return new Where(
                viewer, filter, filter.words().map(words -> queries.of(words).orElse(NOTHING)));
    }

    private static final class Where {

        static final String QUERY = ":query::tsquery";

        final Map<String, Object> parameters = new LinkedHashMap<>();
        private final List<String> conditions = new ArrayList<>();

        Where(Viewer viewer, Filter filter, Optional<String> query) {
            query.ifPresent(text -> and("search @@ " + QUERY, "query", text));
            filter.agency().ifPresent(agency -> and("agency = :agency", "agency", agency));
            filter.sharing().ifPresent(sharing -> and("sharing = :sharing", "sharing", sharing.code()));
            if (!viewer.seesAll()) {
                String agency = viewer.agency();
                if (agency == null) {
                    conditions.add("sharing <> 'restricted'");
                } else {
                    and("(sharing <> 'restricted' OR agency = :viewer OR :viewer = ANY (audience))", "viewer", agency);
                }
            }
        }

        void and(String condition, String parameter, Object value) {
            conditions.add(condition);
            parameters.put(parameter, value);
        }

        @Override
        public String toString() {
            return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        }
    }
}
