package io.govshare.catalog.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.Originals;
import io.govshare.catalog.dataset.RecordSchema.Compilation.Compiled;
import io.govshare.catalog.dataset.RecordSchema.FieldType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sample files are what their manifest says, and each record is one by its schema. */
class SamplesUnitTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Path SAMPLES = Originals.samples();

    static Stream<String> datasets() {
        return manifest()
                .path("datasets")
                .valueStream()
                .map(dataset -> dataset.path("key").asString());
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void everyRecordIsOneByItsSchema(String key) throws IOException {
        var entry = manifest()
                .path("datasets")
                .valueStream()
                .filter(dataset -> dataset.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
        var schema = compile(SAMPLES.resolve(entry.path("schema").asString()));
        var records = records(SAMPLES.resolve(entry.path("file").asString()), schema);

        assertThat(records).hasSize(entry.path("records").asInt());
        for (int i = 0; i < records.size(); i++) {
            assertThat(schema.validate(records.get(i)))
                    .as(key + ", record " + i)
                    .isEmpty();
        }
        assertThat(Sharing.ofCode(entry.path("sharing").asString())).isPresent();
        assertThat(schema.fields())
                .allSatisfy(field -> assertThat(field.layer()).as(field.name()).isPresent());
    }

    @Test
    void sevenDepartmentsPublishAtLeastEightThousandRecordsInAllSharingClassesAndLayers() throws IOException {
        var agencies = new HashSet<String>();
        var sharing = new HashSet<String>();
        var layers = new HashSet<Layer>();
        int records = 0;
        for (var dataset : manifest().path("datasets")) {
            agencies.add(dataset.path("agency").asString());
            sharing.add(dataset.path("sharing").asString());
            records += dataset.path("records").asInt();
            compile(SAMPLES.resolve(dataset.path("schema").asString()))
                    .fields()
                    .forEach(field -> layers.add(field.layer().orElseThrow()));
        }
        assertThat(agencies)
                .containsExactlyInAnyOrder("fiscal", "tax", "legal", "medical", "education", "exit-entry", "credit");
        assertThat(sharing).containsExactlyInAnyOrder("open", "conditional", "restricted");
        assertThat(layers).containsExactlyInAnyOrder(Layer.values());
        assertThat(records).isGreaterThanOrEqualTo(8_000);
    }

    @Test
    void aConditionalDatasetOfMedicalHasFieldsForOtherDepartmentsAndFieldsForNobodyElse() throws IOException {
        var schema = compile(SAMPLES.resolve("medical/clinics.schema.json"));
        assertThat(schema.layerOf("medicaid")).contains(Layer.GOVERNMENT);
        assertThat(schema.layerOf("hivCare")).contains(Layer.RESTRICTED);
        assertThat(schema.layerOf("name")).contains(Layer.PUBLIC);
    }

    @Test
    void theSamplesStaySmall() throws IOException {
        try (var files = Files.walk(SAMPLES)) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertThat(bytes).isLessThan(2_500_000);
        }
    }

    private static JsonNode manifest() {
        return JSON.readTree(SAMPLES.resolve("manifest.json").toFile());
    }

    private static RecordSchema compile(Path file) throws IOException {
        var compilation = RecordSchema.compile(JSON.readTree(Files.readString(file)));
        assertThat(compilation).as(file.toString()).isInstanceOf(Compiled.class);
        return ((Compiled) compilation).schema();
    }

    private static List<JsonNode> records(Path file, RecordSchema schema) throws IOException {
        var lines = Files.readAllLines(file);
        if (file.toString().endsWith(".ndjson")) {
            return lines.stream().map(JSON::readTree).toList();
        }
        var header = cells(lines.getFirst());
        var records = new ArrayList<JsonNode>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = cells(line);
            assertThat(cells).hasSameSizeAs(header);
            var record = JSON.createObjectNode();
            for (int i = 0; i < cells.size(); i++) {
                put(record, schema.field(header.get(i)).orElseThrow(), cells.get(i));
            }
            records.add(record);
        }
        return records;
    }

    private static void put(ObjectNode record, RecordSchema.Field field, String cell) {
        if (cell.isEmpty()) {
            return;
        }
        if (field.types().contains(FieldType.BOOLEAN)) {
            record.put(field.name(), Boolean.parseBoolean(cell));
        } else if (field.types().contains(FieldType.INTEGER)) {
            record.put(field.name(), new BigDecimal(cell).toBigIntegerExact());
        } else {
            record.put(field.name(), cell);
        }
    }

    /** The samples' CSV has no line ends inside of cells. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
