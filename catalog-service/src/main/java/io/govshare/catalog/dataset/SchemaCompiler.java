package io.govshare.catalog.dataset;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import io.govshare.catalog.dataset.RecordSchema.Compilation;
import io.govshare.catalog.dataset.RecordSchema.Compilation.Compiled;
import io.govshare.catalog.dataset.RecordSchema.Compilation.Refused;
import io.govshare.catalog.dataset.RecordSchema.Field;
import io.govshare.catalog.dataset.RecordSchema.FieldType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns an agency's document into a {@link RecordSchema}, or says where it is not acceptable. */
final class SchemaCompiler {

    private static final int PROBLEMS_LIMIT = 50;
    private static final int DEPTH_LIMIT = 32;
    private static final int NODES_LIMIT = 10_000;
    private static final int FIELDS_LIMIT = 500;
    private static final String DRAFT_2020_12 = "https://json-schema.org/draft/2020-12/";
    private static final String LAYER = "x-layer";

    /** Keywords whose value is data, in which nothing means a keyword. */
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");
    /** Keywords whose value maps names to schemas. */
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .pathType(PathType.JSON_POINTER)
            .regularExpressionFactory(LinearPattern::compile)
            .build();

    private final JsonNode document;
    private final List<FieldProblem> problems = new ArrayList<>();
    private int nodes;

    SchemaCompiler(JsonNode document) {
        this.document = document;
    }

    Compilation compile() {
        if (!document.isObject()) {
            return new Refused(List.of(new FieldProblem("", "a record's schema must be a JSON object")));
        }
        if (!StorableText.inAllOf(document)) {
            return new Refused(List.of(new FieldProblem("", StorableText.REASON)));
        }
        checkSchema(document, "", 0, LayerPlace.ROOT);
        if (problems.isEmpty()) {
            checkAgainstMetaSchema();
        }
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        Schema schema;
        try {
            schema = newRegistry().getSchema(document);
            schema.initializeValidators();
        } catch (SchemaException e) {
            return new Refused(
                    List.of(new FieldProblem("", RecordSchema.shortened("not a usable schema: " + e.getMessage()))));
        }
        return new Compiled(new RecordSchema(schema, document, fields(), layer(document)));
    }

    RecordSchema compileStored() {
        return switch (compile()) {
            case Compiled(var schema) -> schema;
            case Refused(var refused) -> {
                if (!refused.stream().allMatch(problem -> problem.reason().equals(RecordSchema.NUMBER_OUT_OF_RANGE))) {
                    throw new IllegalStateException("a stored schema is refused: " + refused);
                }
                yield new RecordSchema(null, document, fields(), layer(document));
            }
        };
    }

    /** The dialect, in which keywords it does not know mean nothing, as the standard wants it. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();

    /** Only the dialect's own documents can be loaded, and these come from the library's class path. */
    private static SchemaRegistry newRegistry() {
        return SchemaRegistry.withDefaultDialect(
                DIALECT,
                builder -> builder.schemaRegistryConfig(CONFIG)
                        .schemaLoader(
                                loader -> loader.allow(iri -> iri.toString().startsWith(DRAFT_2020_12))));
    }

    private static final class MetaSchema {
        static final Schema INSTANCE = newRegistry().getSchema(SchemaLocation.of(DRAFT_2020_12 + "schema"));
    }

    private void checkAgainstMetaSchema() {
        for (var error : MetaSchema.INSTANCE.validate(document)) {
            report(error.getInstanceLocation().toString(), RecordSchema.shortened(error.getMessage()));
        }
    }

    private enum LayerPlace {
        ROOT,
        FIELD,
        BELOW
    }

    private void checkSchema(JsonNode node, String pointer, int depth, LayerPlace place) {
        if (depth > DEPTH_LIMIT) {
            report(pointer, "nested deeper than " + DEPTH_LIMIT + " levels");
            return;
        }
        if (++nodes > NODES_LIMIT) {
            if (nodes == NODES_LIMIT + 1) {
                report("", "more than " + NODES_LIMIT + " parts");
            }
            return;
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                checkSchema(node.get(i), pointer + '/' + i, depth + 1, LayerPlace.BELOW);
            }
        }
        for (var keyword : node.properties()) {
            checkKeyword(keyword.getKey(), keyword.getValue(), pointer, depth, place);
        }
    }

    private void checkKeyword(String name, JsonNode value, String parent, int depth, LayerPlace place) {
        String pointer = parent + '/' + RecordSchema.escaped(name);
        switch (name) {
            case "$ref", "$dynamicRef" -> {
                if (value.isString() && !value.stringValue().startsWith("#")) {
                    report(pointer, "references may only lead into this document (\"#…\")");
                }
            }
            case "$id" -> {
                if (place != LayerPlace.ROOT) {
                    report(pointer, "only the whole schema may have an $id");
                }
            }
            case "$schema" -> {
                if (!value.isString() || !value.stringValue().matches(DRAFT_2020_12 + "schema#?")) {
                    report(pointer, "only JSON Schema 2020-12 is supported");
                }
            }
            case "$vocabulary" -> report(pointer, "own vocabularies are not supported");
            case "pattern" -> {
                if (value.isString()) {
                    checkPattern(value.stringValue(), pointer);
                }
            }
            case LAYER -> checkLayer(value, pointer, place);
            default -> checkContained(name, value, pointer, depth, place);
        }
    }

    private void checkContained(String name, JsonNode value, String pointer, int depth, LayerPlace place) {
        if (value.isBigDecimal() && RecordSchema.outOfRange(value)) {
            report(pointer, RecordSchema.NUMBER_OUT_OF_RANGE);
        }
        if (DATA.contains(name) || !value.isContainer()) {
            return;
        }
        if (!NAMED_SCHEMAS.contains(name) || !value.isObject()) {
            checkSchema(value, pointer, depth + 1, LayerPlace.BELOW);
            return;
        }
        boolean fields = place == LayerPlace.ROOT && name.equals("properties");
        if (fields && value.size() > FIELDS_LIMIT) {
            report(pointer, "more than " + FIELDS_LIMIT + " fields");
        }
        for (var named : value.properties()) {
            String at = pointer + '/' + RecordSchema.escaped(named.getKey());
            if (name.equals("patternProperties")) {
                checkPattern(named.getKey(), at);
            }
            checkSchema(named.getValue(), at, depth + 1, fields ? LayerPlace.FIELD : LayerPlace.BELOW);
        }
    }

    private void checkPattern(String pattern, String pointer) {
        try {
            LinearPattern.compile(pattern);
        } catch (SchemaException e) {
            report(pointer, RecordSchema.shortened(String.valueOf(e.getMessage())));
        }
    }

    private void checkLayer(JsonNode value, String pointer, LayerPlace place) {
        if (place == LayerPlace.BELOW) {
            report(pointer, "a layer belongs to a top-level field as a whole, for it is disclosed as a whole");
        } else if (!value.isString() || Layer.ofCode(value.stringValue()).isEmpty()) {
            report(pointer, "must be public, research, government or restricted");
        }
    }

    private void report(String pointer, String reason) {
        if (problems.size() < PROBLEMS_LIMIT) {
            problems.add(new FieldProblem(pointer, reason));
        }
    }

    private List<Field> fields() {
        var required = new HashSet<String>();
        document.path("required").forEach(name -> required.add(name.asString("")));
        var fields = new ArrayList<Field>();
        for (var property : document.path("properties").properties()) {
            var definition = property.getValue();
            fields.add(new Field(
                    property.getKey(),
                    types(definition.path("type")),
                    Optional.ofNullable(layer(definition)),
                    required.contains(property.getKey())));
        }
        return fields;
    }

    private static Set<FieldType> types(JsonNode type) {
        var types = EnumSet.noneOf(FieldType.class);
        if (type.isString()) {
            types.add(FieldType.valueOf(type.stringValue().toUpperCase(Locale.ROOT)));
        }
        for (var each : type) {
            types.add(FieldType.valueOf(each.asString("").toUpperCase(Locale.ROOT)));
        }
        return types.isEmpty() ? EnumSet.allOf(FieldType.class) : types;
    }

    private static @Nullable Layer layer(JsonNode definition) {
        return Layer.ofCode(definition.path(LAYER).asString("")).orElse(null);
    }
}
