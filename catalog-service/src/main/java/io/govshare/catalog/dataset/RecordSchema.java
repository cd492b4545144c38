package io.govshare.catalog.dataset;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.ValidationLimitExceededException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A dataset's JSON Schema 2020-12, compiled once and used by any number of threads.
 *
 * <p>A schema comes from an agency, not from us, so evaluating it is bounded in every direction: no reference leaves the
 * document, patterns run in linear time (RE2), evaluation is limited in steps and depth, and numbers whose exponent
 * would make exact arithmetic explode are refused before any keyword sees them.
 */
public final class RecordSchema {

    private static final int PROBLEMS_LIMIT = 50;
    private static final int REASON_LIMIT = 500;
    private static final int RECORD_DEPTH_LIMIT = 64;
    private static final int EXPONENT_LIMIT = 400;
    static final String NUMBER_OUT_OF_RANGE = "number out of range";
    private static final ExecutionConfig LIMITS = ExecutionConfig.builder()
            .formatAssertionsEnabled(true)
            .annotationCollectionEnabled(false)
            .maxEvaluationSteps(1_000_000)
            .maxEvaluationDepth(256)
            .build();

    private final @Nullable Schema schema;
    private final JsonNode document;
    private final Map<String, Field> fields;
    private final @Nullable Layer defaultLayer;

    /**
     * A declared top-level field.
     *
     * @param types what its value may be; all types if the schema does not say
     */
    public record Field(String name, Set<FieldType> types, Optional<Layer> layer, boolean required) {

        public Field {
            types = types.isEmpty() ? EnumSet.noneOf(FieldType.class) : EnumSet.copyOf(types);
        }

        @Override
        public Set<FieldType> types() {
            return EnumSet.copyOf(types);
        }
    }

    public enum FieldType {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        NULL,
        ARRAY,
        OBJECT
    }

    public sealed interface Compilation {

        record Compiled(RecordSchema schema) implements Compilation {}

        /** The document is not a schema we accept; the problems point into it. */
        record Refused(List<FieldProblem> problems) implements Compilation {

            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    RecordSchema(@Nullable Schema schema, JsonNode document, List<Field> fields, @Nullable Layer defaultLayer) {
        this.schema = schema;
        this.document = document;
        this.fields = new LinkedHashMap<>();
        fields.forEach(field -> this.fields.put(field.name(), field));
        this.defaultLayer = defaultLayer;
    }

    public static Compilation compile(JsonNode document) {
        return new SchemaCompiler(document).compile();
    }

    /**
     * A schema that was accepted when it was stored. One with numbers that were in range then still tells its fields and
     * layers, so what was published under it stays readable, but no record passes it any more.
     *
     * @throws IllegalStateException when the document is one that was never acceptable
     */
    static RecordSchema ofStored(JsonNode document) {
        return new SchemaCompiler(document).compileStored();
    }

    /** What is wrong with the record, in the order found; empty if nothing is. At most 50 problems are told. */
    public List<FieldProblem> validate(JsonNode record) {
        if (!record.isObject()) {
            return List.of(new FieldProblem("", "a record must be a JSON object"));
        }
        if (schema == null) {
            return List.of(
                    new FieldProblem("", "the dataset's schema has a number out of range; it needs a new version"));
        }
        var unsafe = findUnsafe(record, "", 0);
        if (unsafe != null) {
            return List.of(unsafe);
        }
        var context = new ExecutionContext(LIMITS);
        try {
            schema.validate(context, record);
        } catch (ValidationLimitExceededException e) {
            return List.of(new FieldProblem(
                    e.getInstanceLocation().toString(), "checking this value against the schema takes too many steps"));
        } catch (StackOverflowError e) {
            // The library checks some formats, such as uri-template, by patterns that recurse for every character.
            return List.of(new FieldProblem("", "a value is too long for its format to be checked"));
        }
        var errors = context.getErrors();
        if (errors.isEmpty()) {
            return List.of();
        }
        var problems = new ArrayList<FieldProblem>(Math.min(errors.size(), PROBLEMS_LIMIT));
        for (var error : errors) {
            if (problems.size() == PROBLEMS_LIMIT) {
                break;
            }
            problems.add(new FieldProblem(error.getInstanceLocation().toString(), shortened(error.getMessage())));
        }
        return List.copyOf(problems);
    }

    /** The declared layer of a top-level field, or the schema's default layer; empty if neither is declared. */
    public Optional<Layer> layerOf(String field) {
        var declared = fields.get(field);
        if (declared != null && declared.layer().isPresent()) {
            return declared.layer();
        }
        return Optional.ofNullable(defaultLayer);
    }

    /** The declared top-level fields in the order of the schema. */
    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    public JsonNode document() {
        return document.deepCopy();
    }

    /** 1E1000000000 is twelve characters, but a billion digits once divided for "multipleOf". */
    static boolean outOfRange(JsonNode number) {
        long exponent =
                (long) number.decimalValue().precision() - number.decimalValue().scale();
        return Math.abs(exponent) > EXPONENT_LIMIT;
    }

    private static @Nullable FieldProblem findUnsafe(JsonNode node, String pointer, int depth) {
        if (depth > RECORD_DEPTH_LIMIT) {
            return new FieldProblem(pointer, "nested deeper than " + RECORD_DEPTH_LIMIT + " levels");
        }
        if (node.isBigDecimal()) {
            if (outOfRange(node)) {
                return new FieldProblem(pointer, NUMBER_OUT_OF_RANGE);
            }
        } else if (node.isObject()) {
            for (var property : node.properties()) {
                var value = property.getValue();
                if (value.isContainer() || value.isBigDecimal()) {
                    var unsafe = findUnsafe(value, pointer + '/' + escaped(property.getKey()), depth + 1);
                    if (unsafe != null) {
                        return unsafe;
                    }
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                var value = node.get(i);
                if (value.isContainer() || value.isBigDecimal()) {
                    var unsafe = findUnsafe(value, pointer + '/' + i, depth + 1);
                    if (unsafe != null) {
                        return unsafe;
                    }
                }
            }
        }
        return null;
    }

    static String escaped(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }

    static String shortened(String reason) {
        return reason.length() <= REASON_LIMIT ? reason : reason.substring(0, REASON_LIMIT) + "…";
    }
}
