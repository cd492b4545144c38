package io.govshare.catalog.dataset;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A dataset as another catalogue describes it, already checked.
 *
 * @param publisher who publishes it in that catalogue; with the identifier the key by which it is recognised again
 * @param otherTitles the title in further languages, for searching
 * @param otherDescriptions the description in further languages, for searching
 * @param metadata everything else that was understood
 */
public record ImportedDataset(
        String publisher,
        String identifier,
        String title,
        String description,
        Sharing sharing,
        List<String> keywords,
        List<String> otherTitles,
        List<String> otherDescriptions,
        JsonNode metadata) {

    public ImportedDataset {
        keywords = List.copyOf(keywords);
        otherTitles = List.copyOf(otherTitles);
        otherDescriptions = List.copyOf(otherDescriptions);
    }
}
