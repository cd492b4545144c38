package io.govshare.catalog.record;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.catalog.dataset.StorableText;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import java.util.List;
import java.util.Set;

/**
 * What may become a record: strict JSON, an object, within the limits, valid by its dataset's schema. The same rules for
 * single records and for bulk.
 */
public final class RecordRules {

    /** Longest record as JSON, in bytes. */
    public static final int MAX_BYTES = 256 * 1024;

    /** Most top-level fields; each becomes a disclosure. */
    static final int MAX_FIELDS = 500;

    private static final int MAX_NAME = 200;
    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 32, 200);

    // RFC 9901 section 4.2.1: these two names stand for digests.
    private static final Set<String> RESERVED = Set.of("_sd", "...");

    private RecordRules() {}

    public static Checked check(byte[] json, Dataset dataset) {
        JsonValue value;
        try {
            value = JsonReader.parse(json, LIMITS);
        } catch (ProofFormatException e) {
            return new Checked.Unreadable(String.valueOf(e.getMessage()));
        }
        return value instanceof JsonValue.Obj fields
                ? check(fields, dataset)
                : new Checked.Unreadable("a record must be a JSON object");
    }

    public static Checked check(JsonValue.Obj fields, Dataset dataset) {
        if (fields.members().isEmpty()) {
            return new Checked.Bad("", "a record needs at least one field");
        }
        if (fields.members().size() > MAX_FIELDS) {
            return new Checked.Bad("", "a record has at most " + MAX_FIELDS + " fields");
        }
        for (String name : fields.members().keySet()) {
            if (name.isEmpty() || name.length() > MAX_NAME) {
                return new Checked.Bad(pointer(name), "a field's name has 1 to " + MAX_NAME + " characters");
            }
            // Names go into announcements and other services' tables.
            if (!StorableText.is(name) || name.chars().anyMatch(Character::isISOControl)) {
                return new Checked.Bad(pointer(name), "a field's name has no control characters");
            }
            if (RESERVED.contains(name)) {
                return new Checked.Bad(pointer(name), "this name is reserved for the seal");
            }
        }
        List<FieldProblem> problems;
        try {
            problems = dataset.schema().validate(JsonNodes.of(fields));
        } catch (NumberOutOfRangeException e) {
            return new Checked.Bad("", String.valueOf(e.getMessage()));
        }
        return problems.isEmpty() ? new Checked.Good(fields) : new Checked.Bad(problems);
    }

    private static String pointer(String field) {
        return '/' + field.replace("~", "~0").replace("/", "~1");
    }
}
