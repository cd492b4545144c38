package io.govshare.stack.demo.originals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a record of a row, field by field. One instance per file, for it counts repeated values. */
final class RowMapping {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode fields;
    private final Map<String, Integer> seen = new HashMap<>();

    /** @param fields the {@code fields} of an entry in originals.json */
    RowMapping(JsonNode fields) {
        this.fields = fields;
    }

    ObjectNode record(JsonNode row) {
        return record(row, fields);
    }

    private ObjectNode record(JsonNode row, JsonNode mapping) {
        var record = NODES.objectNode();
        for (var field : mapping.properties()) {
            var value = value(row, field.getValue());
            if (value != null && !value.isNull() && !value.isMissingNode()) {
                record.set(field.getKey(), value);
            }
        }
        return record;
    }

    private @Nullable JsonNode value(JsonNode row, JsonNode rule) {
        return switch (rule.path("as").asString("text")) {
            case "point" -> point(row, rule);
            case "list" -> list(row, rule);
            case "objects" -> objects(row, rule);
            case "years" -> years(row, rule);
            case "json" -> column(row, rule);
            case "number" -> column(row, rule).isNumber() ? column(row, rule) : null;
            default -> {
                String text = text(row, rule);
                yield text == null ? null : converted(text, rule);
            }
        };
    }

    private JsonNode converted(String text, JsonNode rule) {
        return switch (rule.path("as").asString("text")) {
            case "integer" ->
                NODES.numberNode(new BigDecimal(text.replace(",", ""))
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .toBigIntegerExact());
            case "amount" ->
                NODES.stringNode(new BigDecimal(text.replace(",", ""))
                        .setScale(2, RoundingMode.UNNECESSARY)
                        .toPlainString());
            case "date" ->
                NODES.stringNode(LocalDate.parse(
                                text,
                                DateTimeFormatter.ofPattern(rule.path("pattern").asString(), Locale.ENGLISH))
                        .toString());
            case "instant" -> NODES.stringNode(Instant.parse(text).toString());
            case "boolean" -> truth(text, rule);
            case "ordinal" -> NODES.numberNode(seen.merge(text, 1, Integer::sum));
            case "months-since-2000" -> {
                int months = Integer.parseInt(text);
                yield NODES.stringNode("%d-%02d".formatted(2000 + months / 12, months % 12 + 1));
            }
            default -> NODES.stringNode(text);
        };
    }

    private static JsonNode truth(String text, JsonNode rule) {
        if (text.matches(rule.path("true").asString())) {
            return NODES.booleanNode(true);
        }
        // Neither yes nor no ("please call") is not said at all.
        return text.matches(rule.path("false").asString()) ? NODES.booleanNode(false) : NODES.nullNode();
    }

    private static JsonNode column(JsonNode row, JsonNode rule) {
        String name = rule.path("column").asString();
        return row.has(name) || name.indexOf('/') < 0 ? row.path(name) : row.at("/" + name);
    }

    /** The column's text, tidied; null where there is none. */
    private static @Nullable String text(JsonNode row, JsonNode rule) {
        var column = column(row, rule);
        if (column.isMissingNode() || column.isNull() || column.isContainer()) {
            return null;
        }
        String text = tidy(column.asString());
        if (rule.has("match")) {
            var match = Pattern.compile(rule.path("match").asString()).matcher(text);
            text = match.find() ? tidy(match.group(1)) : "";
        }
        if (rule.has("map")) {
            text = rule.path("map").path(text).asString("");
        }
        int limit = rule.path("limit").asInt(Integer.MAX_VALUE);
        if (text.length() > limit) {
            text = text.substring(0, limit).strip();
        }
        return text.isEmpty() || text.equals("Null") || text.equals("<Null>") ? null : text;
    }

    private static String tidy(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").strip();
    }

    private static @Nullable JsonNode point(JsonNode row, JsonNode rule) {
        var longitude = rule.has("longitude")
                ? row.path(rule.path("longitude").asString())
                : row.path(SourceRows.GEOMETRY).path("coordinates").path(0);
        var latitude = rule.has("latitude")
                ? row.path(rule.path("latitude").asString())
                : row.path(SourceRows.GEOMETRY).path("coordinates").path(1);
        if (longitude.asString("").isEmpty() || latitude.asString("").isEmpty()) {
            return null;
        }
        return NODES.arrayNode().add(degrees(longitude)).add(degrees(latitude));
    }

    /** Five decimals are a metre. */
    private static JsonNode degrees(JsonNode value) {
        return DecimalNode.valueOf(new BigDecimal(value.asString())
                .setScale(5, RoundingMode.HALF_EVEN)
                .stripTrailingZeros());
    }

    private static @Nullable JsonNode list(JsonNode row, JsonNode rule) {
        var items = NODES.arrayNode();
        for (var label : rule.path("of").properties()) {
            if (tidy(row.path(label.getValue().asString()).asString(""))
                    .matches(rule.path("when").asString())) {
                items.add(label.getKey());
            }
        }
        return items.isEmpty() ? null : items;
    }

    private JsonNode objects(JsonNode row, JsonNode rule) {
        var items = NODES.arrayNode();
        for (var item : column(row, rule)) {
            items.add(record(item, rule.path("fields")));
        }
        return items;
    }

    private static JsonNode years(JsonNode row, JsonNode rule) {
        var items = NODES.arrayNode();
        for (int year = rule.path("first").asInt(); year <= rule.path("last").asInt(); year++) {
            String text = row.path(Integer.toString(year)).asString("").replace(",", "");
            if (!text.isEmpty() && !text.equals("0")) {
                items.addObject()
                        .put(rule.path("year").asString(), year)
                        .put(rule.path("value").asString(), new BigDecimal(text).toBigIntegerExact());
            }
        }
        return items;
    }
}
