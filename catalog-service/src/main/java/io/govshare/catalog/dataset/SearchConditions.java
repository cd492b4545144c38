package io.govshare.catalog.dataset;

import io.govshare.catalog.dataset.DatasetSearch.Filter;
import io.govshare.catalog.dataset.DatasetSearch.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a dataset must meet to be found: what was asked for, and that the viewer may know of it. */
final class SearchConditions {

    static final String QUERY = ":query::tsquery";

    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<String> conditions = new ArrayList<>();
    private final boolean byWords;

    /** @param query for the words of the filter; null if it has none */
    SearchConditions(Viewer viewer, Filter filter, @Nullable String query) {
        byWords = query != null;
        if (query != null) {
            and("search @@ " + QUERY, "query", query);
        }
        filter.chosen().forEach((facet, value) -> and(facet.condition(), facet.parameter(), facet.stored(value)));
        if (!viewer.seesAll()) {
            String agency = viewer.agency();
            if (agency == null) {
                conditions.add("sharing <> 'restricted'");
            } else {
                and("(sharing <> 'restricted' OR agency = :viewer OR :viewer = ANY (audience))", "viewer", agency);
            }
        }
    }

    SearchConditions and(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
        return this;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /**
     * These columns of the newest that meet the conditions. By words all are found first, in the index of words: the other
     * way, from the newest on until there are enough, would open the stored words of each dataset that it passes by, and of
     * words that are frequent each but not together it would pass by nearly all.
     */
    String newest(String columns, int limit) {
        return byWords
                ? "SELECT " + columns + " FROM (SELECT " + columns + " FROM dataset" + this
                        + " OFFSET 0) AS found ORDER BY id DESC LIMIT " + limit
                : "SELECT " + columns + " FROM dataset" + this + " ORDER BY id DESC LIMIT " + limit;
    }

    @Override
    public String toString() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }
}
