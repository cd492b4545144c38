package io.govshare.catalog.dcat;

import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.catalog.dataset.ImportedDataset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One dataset of a catalogue as it was read.
 *
 * @param index place in the catalogue, from 0
 * @param dataset what is usable of it; null if too much is missing
 * @param problems what is wrong; a usable entry may have some
 */
record CatalogueEntry(
        int index, @Nullable String identifier, @Nullable ImportedDataset dataset, List<FieldProblem> problems) {

    CatalogueEntry {
        problems = List.copyOf(problems);
    }
}
