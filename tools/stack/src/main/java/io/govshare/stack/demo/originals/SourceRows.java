package io.govshare.stack.demo.originals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The rows of an original file, whatever its format, as objects. */
final class SourceRows {

    static final String KEY = "$key";
    static final String GEOMETRY = "$geometry";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SourceRows() {}

    static List<JsonNode> read(Path file, String format, List<String> skip) throws IOException {
        String text = Files.readString(file);
        return switch (format) {
            case "csv" -> CsvRows.read(text);
            case "geojson" -> features(JSON.readTree(text));
            case "json-array" -> JSON.readTree(text).valueStream().toList();
            case "json-object" -> members(JSON.readTree(text), skip);
            default -> throw new IOException("unknown format " + format + " of " + file);
        };
    }

    private static List<JsonNode> features(JsonNode collection) {
        var rows = new ArrayList<JsonNode>();
        for (var feature : collection.path("features")) {
            var row = feature.path("properties").deepCopy();
            if (row instanceof ObjectNode object) {
                object.set(GEOMETRY, feature.path("geometry"));
                rows.add(object);
            }
        }
        return rows;
    }

    private static List<JsonNode> members(JsonNode object, List<String> skip) {
        var rows = new ArrayList<JsonNode>();
        for (var member : object.properties()) {
            if (!skip.contains(member.getKey()) && member.getValue().deepCopy() instanceof ObjectNode row) {
                row.put(KEY, member.getKey());
                rows.add(row);
            }
        }
        return rows;
    }
}
