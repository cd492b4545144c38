package io.govshare.catalog.dataset;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A dataset as the catalogue shows it. */
record CataloguedDataset(
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
        Instant updatedAt) {}
