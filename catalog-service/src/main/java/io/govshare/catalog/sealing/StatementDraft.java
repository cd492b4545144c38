package io.govshare.catalog.sealing;

import io.govshare.proof.seal.StatementType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact about to be sealed. The sealed claims and the announced event are both made of it, so they cannot differ.
 *
 * @param agency whose key seals it
 * @param operator who acted, or asked to
 * @param datasetTitle for the announcement only
 * @param reader agency that reads or wants to
 * @param more further claims, sealed but not announced
 */
public record StatementDraft(
        StatementType type,
        String agency,
        String operator,
        UUID dataset,
        String datasetTitle,
        @Nullable UUID record,
        @Nullable Integer version,
        @Nullable String reader,
        @Nullable String layer,
        @Nullable List<String> fields,
        @Nullable String purpose,
        @Nullable UUID agreement,
        @Nullable String reason,
        Map<String, String> more) {

    public StatementDraft {
        fields = fields == null ? null : List.copyOf(fields);
        more = Map.copyOf(more);
    }
}
