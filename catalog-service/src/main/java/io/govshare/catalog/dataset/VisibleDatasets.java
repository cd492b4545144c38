package io.govshare.catalog.dataset;

import io.govshare.starter.security.Operator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The datasets that an operator may know of, for the features that show them in other forms. */
@Component
public class VisibleDatasets {

    private final DatasetStore store;
    private final DatasetSearch search;

    VisibleDatasets(DatasetStore store, DatasetSearch search) {
        this.store = store;
        this.search = search;
    }

    /** @param next behind which the next page begins; null on the last one */
    public record Page(
            List<CataloguedDataset> datasets, @Nullable UUID next) {

        public Page {
            datasets = List.copyOf(datasets);
        }
    }

    public Optional<CataloguedDataset> find(Operator operator, UUID id) {
        return store.find(id).filter(DatasetVisibility.of(operator)::shows);
    }

    /**
     * Oldest first. Whoever follows {@link Page#next} to the end has met each dataset once that was there at the start and
     * stayed visible.
     *
     * @param agency only that agency's; null for all
     * @param bytes of text from which on the page ends early; unless nothing is left, it has one dataset at least
     */
    public Page page(Operator operator, @Nullable String agency, @Nullable UUID after, int limit, long bytes) {
        var found = search.inOrder(DatasetVisibility.of(operator).viewer(), agency, after, limit, bytes);
        return new Page(found.datasets(), found.next());
    }
}
