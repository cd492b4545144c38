package io.govshare.catalog.agreement;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.Layer;
import io.govshare.catalog.dataset.StorableText;
import io.govshare.proof.json.CanonicalJson;
import io.govshare.proof.json.JsonValue;
import io.govshare.starter.problem.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What may be asked for. */
final class TermsRules {

    private static final int MAX_PURPOSE = 200;
    private static final int MAX_LEGAL_BASIS = 1_000;
    private static final int MAX_FIELDS = 500;
    private static final int MAX_YEARS = 10;

    private TermsRules() {}

    /** @throws ProblemException that names the field */
    static void check(Terms terms, Dataset dataset, Instant now) {
        if (terms.consumer().equals(terms.provider())) {
            throw invalid("dataset", "an agency needs no agreement for its own dataset");
        }
        text("purpose", terms.purpose(), MAX_PURPOSE);
        if (!StorableText.isOneLine(terms.purpose())) {
            throw invalid("purpose", StorableText.ONE_LINE_REASON);
        }
        text("legalBasis", terms.legalBasis(), MAX_LEGAL_BASIS);
        if (!terms.validUntil().isAfter(now)) {
            throw invalid("validUntil", "must be in the future");
        }
        if (terms.validUntil().isAfter(now.plus(MAX_YEARS * 366L, ChronoUnit.DAYS))) {
            throw invalid("validUntil", "must be within " + MAX_YEARS + " years");
        }
        fields(terms.fields(), dataset);
    }

    /** The document that both agencies seal the hash of. */
    static byte[] document(Terms terms) {
        return CanonicalJson.write(JsonValue.Obj.builder()
                .add("format", "govshare-terms/v1")
                .add("dataset", terms.dataset().toString())
                .add("provider", terms.provider())
                .add("consumer", terms.consumer())
                .add("purpose", terms.purpose())
                .add("legalBasis", terms.legalBasis())
                .add("fields", JsonValue.texts(terms.fields()))
                .add("validUntil", terms.validUntil().toString())
                .build());
    }

    private static void fields(List<String> fields, Dataset dataset) {
        if (fields.isEmpty() || fields.size() > MAX_FIELDS) {
            throw invalid("fields", "name 1 to " + MAX_FIELDS + " fields of the dataset");
        }
        Set<String> seen = new HashSet<>();
        for (String field : fields) {
            if (!seen.add(field)) {
                throw invalid("fields", "the field '" + field + "' is named twice");
            }
            // A dataset without declared fields takes any; what its records lack is simply never shown.
            if (!dataset.fields().isEmpty() && dataset.schema().field(field).isEmpty()) {
                throw invalid("fields", "the dataset has no field '" + field + "'");
            }
            if (!StorableText.is(field)) {
                throw invalid("fields", StorableText.REASON);
            }
            if (!Layer.GOVERNMENT.shows(dataset.layerOf(field))) {
                throw invalid("fields", "the field '" + field + "' is restricted to its publisher");
            }
        }
    }

    private static void text(String field, String text, int max) {
        if (text.isBlank() || text.length() > max) {
            throw invalid(field, "must have 1 to " + max + " characters");
        }
        if (!StorableText.is(text)) {
            throw invalid(field, StorableText.REASON);
        }
    }

    static ProblemException invalid(String field, String reason) {
        return new ProblemException(
                AgreementProblem.INVALID_TERMS, "'" + field + "': " + reason, Map.of("field", field));
    }
}
