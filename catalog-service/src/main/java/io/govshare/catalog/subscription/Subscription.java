package io.govshare.catalog.subscription;

import io.govshare.starter.security.Operator;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agency's wish to have a dataset's new versions sent to an address.
 *
 * @param operator who subscribed; reads in this name, with the roles of then
 * @param agreement the one relied on; null to have one found
 * @param failures attempts in a row that came to nothing
 */
record Subscription(
        UUID id,
        UUID dataset,
        Operator operator,
        @Nullable String purpose,
        @Nullable UUID agreement,
        URI address,
        Instant createdAt,
        @Nullable End end,
        int failures) {

    record End(Instant at, String reason) {}

    String agency() {
        String agency = operator.agency();
        if (agency == null) {
            throw new IllegalStateException("subscription " + id + " without an agency");
        }
        return agency;
    }
}
