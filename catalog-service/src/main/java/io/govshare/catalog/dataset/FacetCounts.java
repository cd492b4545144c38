package io.govshare.catalog.dataset;

import io.govshare.catalog.dataset.DatasetSearch.Filter;
import io.govshare.catalog.dataset.DatasetSearch.Viewer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts how many datasets have each value of a facet, under all the other facets chosen. Only what the viewer may know of
 * is counted, and of that the newest {@value #COUNTED}, for a count must not cost more the more there is.
 */
@Repository
class FacetCounts {

    static final int COUNTED = 5_000;

    private static final int VALUES_LIMIT = 100;

    private final JdbcClient jdbc;

    FacetCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * By value, the most frequent first, a hundred of each facet at most.
     *
     * @param complete false if only the newest were counted, for there are many
     */
    record Facets(
            Map<String, Long> agency,
            Map<String, Long> sharing,
            Map<String, Long> publisher,
            Map<String, Long> theme,
            Map<String, Long> format,
            Map<String, Long> language,
            boolean complete) {

        static final Facets OF_NOTHING = new Facets(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), true);
    }

    private record Counts(Map<Facet, Map<String, Long>> byFacet, boolean complete) {}

    /** @param query for the words of the filter; null if it has none */
    Facets of(Viewer viewer, Filter filter, @Nullable String query) {
        var all = counts(new SearchConditions(viewer, filter, query));
        var counts = new EnumMap<>(all.byFacet());
        boolean complete = all.complete();
        for (var facet : filter.chosen().keySet()) {
            var others = counts(new SearchConditions(viewer, filter.without(facet), query));
            counts.put(facet, others.byFacet().getOrDefault(facet, Map.of()));
            complete &= others.complete();
        }
        return new Facets(
                counts.getOrDefault(Facet.AGENCY, Map.of()),
                counts.getOrDefault(Facet.SHARING, Map.of()),
                counts.getOrDefault(Facet.PUBLISHER, Map.of()),
                counts.getOrDefault(Facet.THEME, Map.of()),
                counts.getOrDefault(Facet.FORMAT, Map.of()),
                counts.getOrDefault(Facet.LANGUAGE, Map.of()),
                complete);
    }

    private Counts counts(SearchConditions conditions) {
        var sql = new StringBuilder("WITH hits AS MATERIALIZED (")
                .append(conditions.newest("id, agency, sharing, facets", COUNTED))
                .append("), counts AS (SELECT left(key, 2) AS facet, substr(key, 3) AS value, count(*) AS number"
                        + " FROM hits, unnest(facets) AS key GROUP BY key");
        for (var facet : Facet.values()) {
            if (facet.hasColumn()) {
                sql.append(" UNION ALL SELECT '%s', %s, count(*) FROM hits GROUP BY %2$s"
                        .formatted(facet.prefix(), facet.parameter()));
            }
        }
        sql.append("), places AS (SELECT *, row_number() OVER (PARTITION BY facet ORDER BY number DESC, value) AS place"
                        + " FROM counts) SELECT facet, value, number, (SELECT count(*) FROM hits) AS hits FROM places"
                        + " WHERE place <= ")
                .append(VALUES_LIMIT)
                .append(" ORDER BY place");
        var byFacet = new EnumMap<Facet, Map<String, Long>>(Facet.class);
        var hits = new long[1];
        jdbc.sql(sql.toString()).params(conditions.parameters()).query(rs -> {
            byFacet.computeIfAbsent(Facet.ofPrefix(rs.getString("facet")), _ -> new LinkedHashMap<>())
                    .put(rs.getString("value"), rs.getLong("number"));
            hits[0] = rs.getLong("hits");
        });
        return new Counts(byFacet, hits[0] < COUNTED);
    }
}
