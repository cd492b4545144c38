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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be asked for. */
final class TermsRules {

    private static final int MAX_PURPOSE = 200;
    private static final int MAX_LEGAL_BASIS = 1_000;
    private static final int MAX_FIELDS = 500;
    private static final int MAX_YEARS = 10;
    private static final int MAX_READS_PER_MINUTE = 1_000_000;
    private static final int MAX_AREA = 50;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern REGION = Pattern.compile("([A-Z]{2})(?:-[A-Z0-9]{1,3})?");

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
        conditions(terms);
    }

    private static void conditions(Terms terms) {
        Conditions conditions = terms.conditions();
        String category = conditions.purposeCategory();
        if (category != null && !DpvPurposes.has(category)) {
            throw invalid("purposeCategory", "is none of the purposes of the W3C's Data Privacy Vocabulary (DPV)");
        }
        Instant from = conditions.validFrom();
        if (from != null && !from.isBefore(terms.validUntil())) {
            throw invalid("validFrom", "must be before the end");
        }
        DailyHours hours = conditions.hours();
        if (hours != null && hours.from().equals(hours.to())) {
            throw invalid("hours", "begin and end differ; without any hours the whole day is meant");
        }
        Integer reads = conditions.readsPerMinute();
        if (reads != null && (reads < 1 || reads > MAX_READS_PER_MINUTE)) {
            throw invalid("readsPerMinute", "must be 1 to " + MAX_READS_PER_MINUTE);
        }
        area(conditions.area());
        String processor = conditions.processor();
        if (processor != null && (processor.equals(terms.consumer()) || processor.equals(terms.provider()))) {
            throw invalid("processor", "is an agency that is no party");
        }
    }

    private static void area(List<String> area) {
        if (area.size() > MAX_AREA) {
            throw invalid("area", "names at most " + MAX_AREA + " countries and regions");
        }
        Set<String> seen = new HashSet<>();
        for (String code : area) {
            Matcher matcher = REGION.matcher(code);
            if (!matcher.matches() || !COUNTRIES.contains(matcher.group(1)) || !seen.add(code)) {
                throw invalid("area", "names each country or region once, by its ISO 3166 code, such as FR or DE-BY");
            }
        }
    }

    /** The document that both agencies seal the hash of. */
    static byte[] document(Terms terms) {
        boolean plain = terms.conditions().equals(Conditions.NONE);
        JsonValue.Builder document = JsonValue.Obj.builder()
                .add("format", plain ? "govshare-terms/v1" : "govshare-terms/v2")
                .add("dataset", terms.dataset().toString())
                .add("provider", terms.provider())
                .add("consumer", terms.consumer())
                .add("purpose", terms.purpose())
                .add("legalBasis", terms.legalBasis())
                .add("fields", JsonValue.texts(terms.fields()))
                .add("validUntil", terms.validUntil().toString());
        terms.conditions().addTo(document);
        return CanonicalJson.write(document.build());
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
