package io.govshare.catalog.export;

import org.jspecify.annotations.Nullable;

/**
 * A way to the data.
 *
 * @param format IRI or name, as its catalogue gives it
 * @param conformsTo IRI of the schema
 */
record Distribution(
        @Nullable String title,
        @Nullable String accessUrl,
        @Nullable String downloadUrl,
        @Nullable String mediaType,
        @Nullable String format,
        @Nullable String license,
        @Nullable String conformsTo) {

    /** Where a reader begins; null if it leads nowhere. */
    @Nullable
    String start() {
        return accessUrl == null ? downloadUrl : accessUrl;
    }
}
