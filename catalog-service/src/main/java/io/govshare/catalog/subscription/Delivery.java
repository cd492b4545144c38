package io.govshare.catalog.subscription;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version that a subscriber has not acknowledged yet.
 *
 * @param attempts made so far
 * @param failure what the last one came to
 */
record Delivery(
        UUID subscription,
        UUID record,
        int version,
        Instant publishedAt,
        int attempts,
        @Nullable String failure) {

    /** The same at each attempt, so that a receiver knows a repetition. */
    String id() {
        return subscription + "." + record + "." + version;
    }
}
