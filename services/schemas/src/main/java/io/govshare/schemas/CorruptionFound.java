package io.govshare.schemas;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A stored record does not match its seal any more; it is refused to readers.
 *
 * @param what the check that failed, in words
 */
public record CorruptionFound(UUID record, int version, UUID dataset, String agency, String what, Instant foundAt) {

    public CorruptionFound {
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(dataset, "dataset");
        Wire.required(agency, "agency");
        Wire.required(what, "what");
        Objects.requireNonNull(foundAt, "foundAt");
    }
}
