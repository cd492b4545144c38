package io.govshare.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Statements that were sealed and stored together. The ledger appends their entries in this order; the audit trail
 * keeps the rest.
 */
public record StatementsSealed(List<Sealed> statements) {

    /** Most statements in one message. */
    public static final int MAX_STATEMENTS = 500;

    public StatementsSealed {
        statements = Wire.bounded(statements, 1, MAX_STATEMENTS, "statements");
    }

    /**
     * What the platform may know of a sealed statement outside the service that holds it: never its content.
     *
     * @param entry SHA-256 of the sealed statement's bytes, base64url
     * @param statement type of the statement, such as {@code record.published} or {@code access.denied}
     * @param id the statement's {@code jti}
     * @param agency the agency that sealed it, or that it is about where the platform sealed it
     * @param operator pseudonymous id of the person or machine that acted
     * @param reader agency that read, or asked to
     * @param layer audience of the fields that were released
     * @param fields names of the fields that were released
     * @param reason why an access was denied
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sealed(
            String entry,
            String statement,
            UUID id,
            String agency,
            String operator,
            Instant sealedAt,
            @Nullable UUID record,
            @Nullable Integer version,
            @Nullable UUID dataset,
            @Nullable String datasetTitle,
            @Nullable String reader,
            @Nullable String layer,
            @Nullable List<String> fields,
            @Nullable String purpose,
            @Nullable UUID agreement,
            @Nullable String reason,
            @Nullable String requestId) {

        /** Most field names carried. */
        public static final int MAX_FIELDS = 1_000;

        public Sealed {
            Wire.hash(entry, "entry");
            Wire.required(statement, "statement");
            Objects.requireNonNull(id, "id");
            Wire.required(agency, "agency");
            Wire.required(operator, "operator");
            Objects.requireNonNull(sealedAt, "sealedAt");
            fields = fields == null ? null : Wire.bounded(fields, 0, MAX_FIELDS, "fields");
        }

        /** A record was published, withdrawn or erased. */
        public static Sealed ofRecord(
                String entry,
                String statement,
                String agency,
                String operator,
                Instant sealedAt,
                UUID record,
                int version,
                UUID dataset,
                String datasetTitle,
                @Nullable String requestId) {
            return new Sealed(
                    entry,
                    statement,
                    record,
                    agency,
                    operator,
                    sealedAt,
                    record,
                    version,
                    dataset,
                    datasetTitle,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    requestId);
        }
    }
}
