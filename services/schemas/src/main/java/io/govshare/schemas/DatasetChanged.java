package io.govshare.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A dataset appeared in the catalogue or its description changed.
 *
 * @param agency code of the publisher
 * @param operator pseudonymous id of who changed it
 */
public record DatasetChanged(
        UUID dataset, String title, String agency, Sharing sharing, Change change, String operator, Instant changedAt) {

    public DatasetChanged {
        Objects.requireNonNull(dataset, "dataset");
        Wire.required(title, "title");
        Wire.required(agency, "agency");
        Objects.requireNonNull(sharing, "sharing");
        Objects.requireNonNull(change, "change");
        Wire.required(operator, "operator");
        Objects.requireNonNull(changedAt, "changedAt");
    }

    public enum Sharing {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("conditional")
        CONDITIONAL,
        @JsonProperty("restricted")
        RESTRICTED
    }

    public enum Change {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("updated")
        UPDATED,
        @JsonProperty("imported")
        IMPORTED
    }
}
