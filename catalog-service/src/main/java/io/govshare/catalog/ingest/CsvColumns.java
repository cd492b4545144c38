package io.govshare.catalog.ingest;

import io.govshare.catalog.dataset.RecordSchema;
import io.govshare.catalog.dataset.RecordSchema.FieldType;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into fields. The header names the fields; the dataset's schema says what a cell is: text stays as it is, a
 * number must be written as JSON writes it and keeps its digits, {@code true} and {@code false} are booleans, arrays and
 * objects are JSON. A cell with nothing in it is null where the schema allows null, else the field is absent; {@code ""}
 * in quotes is empty text.
 */
final class CsvColumns {

    private final List<Column> columns;

    private CsvColumns(List<Column> columns) {
        this.columns = columns;
    }

    private record Column(String name, Set<FieldType> types) {}

    /** A row's fields, or why there are none. */
    sealed interface Row {

        record Fields(JsonValue.Obj value) implements Row {}

        record Bad(LineError error) implements Row {}
    }

    /** @throws BadHeaderException when the first record of the body names no usable fields */
    static CsvColumns ofHeader(@Nullable Item header, RecordSchema schema) throws BadHeaderException {
        return switch (header) {
            case null -> throw new BadHeaderException(1, "the body is empty; its first line must name the fields");
            case Item.Unreadable(long line, String reason) -> throw new BadHeaderException(line, reason);
            case Item.JsonLine line -> throw new IllegalArgumentException("not CSV");
            case Item.CsvRow(long line, List<Item.Cell> cells) -> {
                Set<String> seen = new HashSet<>();
                for (Item.Cell cell : cells) {
                    if (cell.text().isBlank()) {
                        throw new BadHeaderException(line, "column " + (seen.size() + 1) + " has no name");
                    }
                    if (!seen.add(cell.text())) {
                        throw new BadHeaderException(line, "two columns are named '" + cell.text() + "'");
                    }
                }
                yield new CsvColumns(cells.stream()
                        .map(cell -> new Column(cell.text(), types(cell.text(), schema)))
                        .toList());
            }
        };
    }

    Row read(Item.CsvRow row) {
        if (row.cells().size() != columns.size()) {
            return new Row.Bad(new LineError(
                    row.line(), null, row.cells().size() + " cells where the header has " + columns.size()));
        }
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            try {
                JsonValue value = value(row.cells().get(i), column.types());
                if (value != null) {
                    fields.put(column.name(), value);
                }
            } catch (ProofFormatException e) {
                return new Row.Bad(new LineError(row.line(), column.name(), String.valueOf(e.getMessage())));
            }
        }
        return new Row.Fields(new JsonValue.Obj(fields));
    }

    private static @Nullable JsonValue value(Item.Cell cell, Set<FieldType> types) {
        String text = cell.text();
        if (text.isEmpty() && !cell.quoted()) {
            return types.contains(FieldType.NULL) ? JsonValue.NULL : null;
        }
        if (types.contains(FieldType.STRING)) {
            return JsonValue.of(text);
        }
        if (types.contains(FieldType.BOOLEAN) && (text.equals("true") || text.equals("false"))) {
            return JsonValue.of(text.equals("true"));
        }
        if (types.contains(FieldType.NUMBER) || types.contains(FieldType.INTEGER)) {
            try {
                return new JsonValue.Num(text);
            } catch (ProofFormatException e) {
                if (!types.contains(FieldType.ARRAY) && !types.contains(FieldType.OBJECT)) {
                    throw new ProofFormatException(
                            "not a number: digits with a point for decimals, nothing for thousands", e);
                }
            }
        }
        if (types.contains(FieldType.ARRAY) || types.contains(FieldType.OBJECT)) {
            return JsonReader.parse(text);
        }
        throw new ProofFormatException("must be " + (types.contains(FieldType.BOOLEAN) ? "true or false" : "empty"));
    }

    // A column that the schema does not name, or whose type it leaves open, is text.
    private static Set<FieldType> types(String name, RecordSchema schema) {
        return schema.field(name).map(RecordSchema.Field::types).orElse(Set.of(FieldType.STRING));
    }
}
