package io.govshare.catalog.dataset;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A dataset as the catalogue shows it.
 *
 * @param publisher who publishes it in the catalogue that it was imported from, by IRI or name; the agency's code if it was
 *     created here under an identifier
 * @param metadata what an import understood beyond the columns; empty if it was created here
 * @param revision rises with every change
 */
public record CataloguedDataset(
        UUID id,
        String agency,
        @Nullable String publisher,
        @Nullable String identifier,
        String title,
        String description,
        Sharing sharing,
        List<String> audience,
        List<String> keywords,
        JsonNode metadata,
        int schemaVersion,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    public CataloguedDataset {
        audience = List.copyOf(audience);
        keywords = List.copyOf(keywords);
    }
}
