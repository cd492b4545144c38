package io.govshare.catalog.dataset;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A dataset as another catalogue describes it, already checked.
 *
 * @param publisher who publishes it in that catalogue; with the identifier the key by which it is recognised again
 * @param metadata everything else that was understood, the texts in further languages too
 */
public record ImportedDataset(
        String publisher,
        String identifier,
        String title,
        String description,
        Sharing sharing,
        List<String> keywords,
        JsonNode metadata) {

    public ImportedDataset {
        keywords = List.copyOf(keywords);
    }
}
