package io.govshare.catalog.dataset;

import io.govshare.catalog.dataset.FacetCounts.Facets;
import io.govshare.catalog.dataset.SearchCursor.Aged;
import io.govshare.catalog.dataset.SearchCursor.Ranked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds datasets by words and facets. Without words the newest are first. With words the newest {@value #RANKED} hits are
 * ordered by relevance, then newest first, and older hits follow by age: what a rank costs is then bounded, however many
 * there are. A page begins behind the last item of the one before, and which hits are ranked is settled with the first page,
 * so datasets that appear meanwhile neither shift nor repeat anything.
 */
@Repository
class DatasetSearch {

    /** Ranking opens all the stored words of a hit, for some 25 microseconds. */
    static final int RANKED = 500;

    /** Of the texts on a page of a list, from which on it ends early; a dataset has a megabyte of keywords at most. */
    static final long LISTED_BYTES = 4 << 20;

    private final JdbcClient jdbc;
    private final DatasetStore store;
    private final SearchQueries queries;
    private final FacetCounts counts;

    DatasetSearch(JdbcClient jdbc, DatasetStore store, SearchQueries queries, FacetCounts counts) {
        this.jdbc = jdbc;
        this.store = store;
        this.queries = queries;
        this.counts = counts;
    }

    /** Who is looking: sees everything, or what is not restricted or names the agency. */
    record Viewer(@Nullable String agency, boolean seesAll) {}

    record Filter(Optional<String> words, Map<Facet, String> chosen, PlaceAndTime placeAndTime) {

        Filter {
            chosen = Map.copyOf(chosen);
        }

        Filter without(Facet facet) {
            var others = new HashMap<>(chosen);
            others.remove(facet);
            return new Filter(words, others, placeAndTime);
        }
    }

    /**
     * It may have fewer datasets than asked for although more follow.
     *
     * @param facets of the first page only
     */
    record Page(
            List<CataloguedDataset> datasets,
            @Nullable String next,
            @Nullable Facets facets) {}

    private record Hit(CataloguedDataset dataset, String rank) {}

    private record Window(int size, UUID newest, UUID oldest) {}

    @Transactional(readOnly = true)
    Page page(Viewer viewer, Filter filter, @Nullable SearchCursor after, int limit) {
        if (filter.words().isEmpty()) {
            return page(viewer, filter, null, after, limit);
        }
        // The planner does not know that to read all rows of the table means to open all their stored words.
        jdbc.sql("SELECT set_config('enable_seqscan', 'off', true)").query(rs -> {});
        return queries.of(filter.words().get())
                .map(query -> page(viewer, filter, query, after, limit))
                .orElseGet(() -> new Page(List.of(), null, after == null ? Facets.OF_NOTHING : null));
    }

    private Page page(Viewer viewer, Filter filter, @Nullable String query, @Nullable SearchCursor after, int limit) {
        var conditions = new SearchConditions(viewer, filter, query);
        var found = switch (after) {
            case Ranked ranked when query != null -> byRank(conditions, ranked, limit);
            case Ranked ranked -> byAge(conditions.and("id < :after", "after", ranked.id()), limit);
            case Aged(var id) -> byAge(conditions.and("id < :after", "after", id), limit);
            case null -> query == null ? byAge(conditions, limit) : byRank(conditions, null, limit);
        };
        return new Page(found.datasets(), found.next(), after == null ? counts.of(viewer, filter, query) : null);
    }

    private record Found(
            List<CataloguedDataset> datasets, @Nullable String next) {}

    private Found byAge(SearchConditions conditions, int limit) {
        var available = new AtomicInteger();
        var found = jdbc.sql(fitting(
                        "SELECT " + DatasetStore.COLUMNS_LISTED + " FROM dataset WHERE id IN ("
                                + conditions.newest("id", limit + 1) + ")",
                        "id DESC"))
                .params(conditions.parameters())
                .param("bytes", LISTED_BYTES)
                .query((rs, n) -> {
                    available.setPlain(rs.getInt("available"));
                    return store.row(rs, n);
                })
                .list();
        return found(
                new ArrayList<>(found),
                limit,
                available.getPlain(),
                Function.identity(),
                last -> new Aged(last.id()),
                Optional.empty());
    }

    private Found byRank(SearchConditions conditions, @Nullable Ranked after, int limit) {
        String behind = "";
        if (after != null) {
            conditions.and("id <= :newest", "newest", after.newest());
            behind = " WHERE (rank, id) < (:afterRank::float8, :afterId)";
            conditions.parameters().put("afterRank", after.rank());
            conditions.parameters().put("afterId", after.id());
        }
        var windows = new ArrayList<Window>(limit);
        var available = new AtomicInteger();
        var found = jdbc.sql("WITH hits AS MATERIALIZED (SELECT id, (SELECT ts_rank(search, " + SearchConditions.QUERY
                        + ") FROM dataset WHERE id = newest.id)::float8 AS rank FROM ("
                        + conditions.newest("id", RANKED) + ") AS newest), page AS (SELECT id, rank FROM hits" + behind
                        + " ORDER BY rank DESC, id DESC LIMIT :limit)"
                        + fitting(
                                " SELECT " + DatasetStore.COLUMNS_LISTED + ", rank, size, newest, oldest"
                                        + " FROM page JOIN dataset USING (id) CROSS JOIN (SELECT count(*) AS size,"
                                        + " (array_agg(id ORDER BY id DESC))[1] AS newest,"
                                        + " (array_agg(id ORDER BY id))[1] AS oldest FROM hits)",
                                "rank DESC, id DESC"))
                .params(conditions.parameters())
                .param("limit", limit + 1)
                .param("bytes", LISTED_BYTES)
                .query((rs, n) -> {
                    available.setPlain(rs.getInt("available"));
                    windows.add(new Window(
                            rs.getInt("size"), rs.getObject("newest", UUID.class), rs.getObject("oldest", UUID.class)));
                    return new Hit(store.row(rs, n), rs.getString("rank"));
                })
                .list();
        if (found.isEmpty()) {
            return new Found(List.of(), null);
        }
        var window = windows.getFirst();
        UUID newest = after == null ? window.newest() : after.newest();
        return found(
                new ArrayList<>(found),
                limit,
                available.getPlain(),
                Hit::dataset,
                last -> new Ranked(last.rank(), last.dataset().id(), newest),
                window.size() < RANKED ? Optional.empty() : Optional.of(new Aged(window.oldest())));
    }

    /**
     * Of the rows of a query the first ones, whose texts have at most {@code :bytes} bytes but for the last of them; the
     * column {@code available} tells how many rows there were.
     */
    private static String fitting(String rows, String order) {
        return " SELECT * FROM (SELECT *, count(*) OVER () AS available, coalesce(sum(octet_length(title)"
                + " + octet_length(description) + octet_length(array_to_string(keywords, ' '))"
                + " + octet_length(metadata::text)) OVER (ORDER BY " + order + " ROWS BETWEEN UNBOUNDED PRECEDING"
                + " AND 1 PRECEDING), 0) AS before FROM (" + rows + ") AS available_rows) AS measured"
                + " WHERE before < :bytes ORDER BY " + order;
    }

    /**
     * @param available how many there were for this page and behind it
     * @param rest where what is not among the found goes on
     */
    private static <T> Found found(
            List<T> found,
            int limit,
            int available,
            Function<T, CataloguedDataset> dataset,
            Function<T, SearchCursor> behind,
            Optional<SearchCursor> rest) {
        var next = rest;
        if (found.size() > limit) {
            found.removeLast();
        }
        if (found.size() < available) {
            next = Optional.of(behind.apply(found.getLast()));
        }
        return new Found(
                found.stream().map(dataset).toList(),
                next.map(SearchCursor::encode).orElse(null));
    }

    /** @param next behind which the next page begins; null at the end */
    record Stretch(
            List<CataloguedDataset> datasets, @Nullable UUID next) {}

    /**
     * Oldest first, so that whoever goes through all of them meets those that appear meanwhile at the end.
     *
     * @param bytes of text from which on the page ends early; it has one dataset at least
     */
    Stretch inOrder(Viewer viewer, @Nullable String agency, @Nullable UUID after, int limit, long bytes) {
        var conditions = new SearchConditions(
                viewer,
                new Filter(
                        Optional.empty(), agency == null ? Map.of() : Map.of(Facet.AGENCY, agency), PlaceAndTime.ANY),
                null);
        if (after != null) {
            conditions.and("id > :after", "after", after);
        }
        var available = new AtomicInteger();
        var found = new ArrayList<>(jdbc.sql(fitting(
                        "SELECT " + DatasetStore.COLUMNS + " FROM dataset" + conditions + " ORDER BY id LIMIT :limit",
                        "id"))
                .params(conditions.parameters())
                .param("limit", limit + 1)
                .param("bytes", bytes)
                .query((rs, n) -> {
                    available.setPlain(rs.getInt("available"));
                    return store.row(rs, n);
                })
                .list());
        if (found.size() > limit) {
            found.removeLast();
        }
        return new Stretch(
                found, found.size() < available.getPlain() ? found.getLast().id() : null);
    }
}
