package io.govshare.stack.demo;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The records and catalogues that the story is told with: {@code manifest.json} and the files beside it. */
public record Samples(Path folder, List<SampleDataset> datasets, List<SampleCatalogue> catalogues) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public static Samples read(Path folder) {
        Manifest manifest = JSON.readValue(folder.resolve("manifest.json").toFile(), Manifest.class);
        return new Samples(folder, manifest.datasets(), manifest.catalogues());
    }

    public long records() {
        return datasets.stream().mapToLong(SampleDataset::records).sum();
    }

    public Path file(SampleDataset dataset) {
        return folder.resolve(dataset.file());
    }

    public Path file(SampleCatalogue catalogue) {
        return folder.resolve(catalogue.file());
    }

    public JsonNode schema(SampleDataset dataset) {
        return JSON.readTree(folder.resolve(dataset.schema()).toFile());
    }

    private record Manifest(List<SampleDataset> datasets, List<SampleCatalogue> catalogues) {}

    /**
     * @param key stable name within the samples
     * @param format {@code csv} or {@code ndjson}
     */
    public record SampleDataset(
            String key,
            String agency,
            String title,
            String description,
            String sharing,
            List<String> keywords,
            String file,
            String format,
            long records,
            String schema) {

        public String mediaType() {
            return format.equals("csv") ? "text/csv" : "application/x-ndjson";
        }
    }

    /** @param format {@code dcat-us} or {@code dcat-ap} */
    public record SampleCatalogue(String key, String agency, String title, String file, String format, int entries) {}
}
