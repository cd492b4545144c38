package io.govshare.catalog.dataset;

import io.govshare.catalog.dataset.DatasetSearch.Filter;
import io.govshare.catalog.dataset.DatasetSearch.Viewer;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

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
            parameters.put("query", query);
        }
        filter.chosen().forEach((facet, value) -> and(facet.condition(), facet.parameter(), facet.stored(value)));
        addPlaceAndTime(filter.placeAndTime());
        if (!viewer.seesAll()) {
            String agency = viewer.agency();
            if (agency == null) {
                conditions.add("sharing <> 'restricted'");
            } else {
                and("(sharing <> 'restricted' OR agency = :viewer OR :viewer = ANY (audience))", "viewer", agency);
            }
        }
    }

    private void addPlaceAndTime(PlaceAndTime asked) {
        var time = asked.time();
        if (time.isKnown()) {
            conditions.add("covers && tstzrange(:from::timestamptz, :to::timestamptz)");
            parameters.put(
                    "from", new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE, DatasetStore.utcOrNull(time.from())));
            parameters.put(
                    "to", new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE, DatasetStore.utcOrNull(time.to())));
        }
        var inside = new ArrayList<String>();
        for (var area : asked.areas()) {
            int n = inside.size();
            inside.add("area && box(point(:west%1$d, :south%1$d), point(:east%1$d, :north%1$d))".formatted(n));
            parameters.put("west" + n, area.west());
            parameters.put("south" + n, area.south());
            parameters.put("east" + n, area.east());
            parameters.put("north" + n, area.north());
        }
        if (inside.isEmpty()) {
            return;
        }
        String places = "dataset_place WHERE (" + String.join(" OR ", inside) + ')';
        String distance = "place_distance(area, :latitude, :longitude)";
        var circle = asked.circle();
        if (circle != null) {
            parameters.put("latitude", circle.latitude());
            parameters.put("longitude", circle.longitude());
            parameters.put("kilometres", circle.kilometres());
        }
        if (byWords) {
            conditions.add("id IN (SELECT dataset FROM " + places
                    + (circle == null ? "" : " AND " + distance + " <= :kilometres") + ')');
            return;
        }
        // The planner takes any box for small. Of ids in an array it can still go through the newest first, measure the
        // distance of each on the way, and stop.
        conditions.add("id = ANY (ARRAY(SELECT dataset FROM " + places + "))");
        if (circle != null) {
            conditions.add(
                    "(SELECT min(" + distance + ") FROM " + places + " AND dataset = dataset.id) <= :kilometres");
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
     * These columns of the newest that meet the conditions. By words all are found first, by the index of words alone: any other
     * way opens the stored words of each row that it passes by, of which the planner does not know.
     */
    String newest(String columns, int limit) {
        String from = byWords
                ? "(SELECT id, agency, sharing, audience, facets, covers FROM dataset WHERE search @@ " + QUERY
                        + " OFFSET 0) AS found"
                : "dataset";
        return "SELECT " + columns + " FROM " + from + this + " ORDER BY id DESC LIMIT " + limit;
    }

    /** All of them but the words. */
    @Override
    public String toString() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }
}
