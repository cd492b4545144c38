package io.govshare.catalog.dataset;

import java.util.Locale;
import java.util.stream.Stream;

/** What datasets are chosen by and counted under. A dataset may have several values of some. */
enum Facet {
    AGENCY("a:", true),
    SHARING("s:", true),
    PUBLISHER("p:", false),
    THEME("t:", false),
    FORMAT("f:", false),
    LANGUAGE("l:", false);

    private final String prefix;
    private final boolean hasColumn;

    Facet(String prefix, boolean hasColumn) {
        this.prefix = prefix;
        this.hasColumn = hasColumn;
    }

    /** The name of its parameter, and of its column if it has one. */
    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** That a dataset has the parameter's value. */
    String condition() {
        return hasColumn ? parameter() + " = :" + parameter() : "facets @> ARRAY[:" + parameter() + "]::text[]";
    }

    /** The value as it is stored: in its column, or with its prefix among the values of all facets that have none. */
    String stored(String value) {
        return hasColumn ? value : prefix + value;
    }

    static Facet ofPrefix(String prefix) {
        return Stream.of(values())
                .filter(facet -> facet.prefix.equals(prefix))
                .findFirst()
                .orElseThrow();
    }

    String prefix() {
        return prefix;
    }

    boolean hasColumn() {
        return hasColumn;
    }
}
