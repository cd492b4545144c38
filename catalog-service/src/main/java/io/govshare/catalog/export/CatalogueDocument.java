package io.govshare.catalog.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be written: one dataset, or a page of the catalogue. */
sealed interface CatalogueDocument {

    List<Description> datasets();

    record One(Description dataset) implements CatalogueDocument {

        @Override
        public List<Description> datasets() {
            return List.of(dataset);
        }
    }

    /**
     * @param catalogue its name and address
     * @param page this page's address
     * @param next the next one's; null on the last
     */
    record Page(String catalogue, String page, @Nullable String next, List<Description> datasets)
            implements CatalogueDocument {

        public Page {
            datasets = List.copyOf(datasets);
        }
    }
}
