package io.govshare.catalog.dcat;

import io.govshare.catalog.dataset.FieldProblem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a catalogue, entry by entry. */
record ImportReport(int imported, int updated, int unchanged, int rejected, List<Entry> entries) {

    ImportReport {
        entries = List.copyOf(entries);
    }

    /** @param outcome imported, updated, unchanged or rejected */
    record Entry(
            int index,
            @Nullable String identifier,
            @Nullable UUID dataset,
            String outcome,
            List<FieldProblem> problems) {

        Entry {
            problems = List.copyOf(problems);
        }
    }
}
