package io.govshare.catalog.dataset;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What publishing and reading need to know of a dataset.
 *
 * @param agency code of the agency that publishes it
 * @param schemaVersion version of {@link #schema()}, from 1
 * @param audience codes of other agencies that may see a restricted dataset
 */
public record Dataset(
        UUID id,
        String agency,
        String title,
        Sharing sharing,
        RecordSchema schema,
        int schemaVersion,
        Set<String> audience) {

    public Dataset {
        audience = Set.copyOf(audience);
    }

    /** The layer of a top-level field: as the schema says, else the schema's own default, else by the sharing class. */
    public Layer layerOf(String field) {
        return schema.layerOf(field).orElseGet(sharing::defaultLayer);
    }

    /**
     * The layer of a field of a record that was published under an earlier schema. A later schema narrows it and never
     * widens it: whoever drops or renames a field has not published what it held.
     */
    public Layer layerOf(String field, RecordSchema publishedUnder) {
        return layerOf(field).orNarrower(publishedUnder.layerOf(field).orElseGet(sharing::defaultLayer));
    }

    /** Whether the dataset's existence may be shown to an operator of this agency (null: an operator without one). */
    public boolean visibleTo(@Nullable String agencyCode) {
        return switch (sharing) {
            case OPEN, CONDITIONAL -> true;
            case RESTRICTED -> agencyCode != null && (agencyCode.equals(agency) || audience.contains(agencyCode));
        };
    }

    public List<RecordSchema.Field> fields() {
        return schema.fields();
    }
}
