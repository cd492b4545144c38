package io.govshare.catalog.agreement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is asked for, offered or agreed on.
 *
 * @param fields names of the dataset's fields, each once
 * @param validUntil end, exclusive
 */
public record Terms(
        UUID dataset,
        String provider,
        String consumer,
        String purpose,
        String legalBasis,
        List<String> fields,
        Instant validUntil,
        Conditions conditions) {

    public Terms {
        fields = List.copyOf(fields);
    }
}
