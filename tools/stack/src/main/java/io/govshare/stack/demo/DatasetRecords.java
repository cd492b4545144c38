package io.govshare.stack.demo;

import io.govshare.stack.client.Operator;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Every record of a dataset as it is listed, however many pages that takes. */
final class DatasetRecords {

    private static final int PAGE = 500;

    private DatasetRecords() {}

    static void each(Operator publisher, UUID dataset, Consumer<JsonNode> visitor) {
        each(cursor -> publisher.listsRecords(dataset, cursor, PAGE).expect(200).json(), visitor);
    }

    /** @param pages answers the page at a cursor, the first one without */
    static void each(Function<@Nullable String, JsonNode> pages, Consumer<JsonNode> visitor) {
        String cursor = null;
        do {
            JsonNode page = pages.apply(cursor);
            page.path("records").forEach(visitor);
            cursor = page.hasNonNull("next") ? page.path("next").asString() : null;
        } while (cursor != null);
    }
}
