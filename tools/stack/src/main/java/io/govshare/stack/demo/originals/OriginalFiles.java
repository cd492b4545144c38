package io.govshare.stack.demo.originals;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a folder in the form of the samples from a directory of full originals. */
public final class OriginalFiles {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MANIFEST = "manifest.json";

    private OriginalFiles() {}

    /**
     * @param samples the project's samples: datasets, schemas, and how columns become fields
     * @param originals where the originals lie; files that are absent leave their dataset as it is in the samples
     * @param target folder to write, emptied of nothing that it does not overwrite
     * @return the target
     */
    public static Path convert(Path samples, Path originals, Path target) {
        try {
            var mappings = JSON.readTree(samples.resolve("originals.json").toFile());
            var manifest = (ObjectNode) JSON.readTree(samples.resolve(MANIFEST).toFile());
            Files.createDirectories(target);
            for (var dataset : manifest.path("datasets")) {
                take((ObjectNode) dataset, mappings.path("datasets"), samples, originals, target);
            }
            takeCatalogues(manifest, mappings.path("catalogues"), samples, originals);
            Files.write(
                    target.resolve(MANIFEST),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("the originals in " + originals + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void take(ObjectNode dataset, JsonNode mappings, Path samples, Path originals, Path target)
            throws IOException {
        String key = dataset.path("key").asString();
        var mapping = mappings.valueStream()
                .filter(each -> each.path("dataset").asString().equals(key))
                .findFirst();
        Path schema = target.resolve(dataset.path("schema").asString());
        copy(samples.resolve(dataset.path("schema").asString()), schema);
        Path original = mapping.map(each -> originals.resolve(each.path("path").asString()))
                .filter(Files::isRegularFile)
                .orElse(null);
        if (original == null) {
            copy(
                    samples.resolve(dataset.path("file").asString()),
                    target.resolve(dataset.path("file").asString()));
            return;
        }
        var rule = mapping.get();
        List<String> skip =
                rule.path("skip").valueStream().map(JsonNode::asString).toList();
        var rows = SourceRows.read(original, rule.path("format").asString(), skip);
        String file = dataset.path("agency").asString() + '/' + key + ".ndjson";
        write(target.resolve(file), rows, new RowMapping(rule.path("fields")));
        dataset.put("file", file).put("format", "ndjson").put("records", rows.size());
    }

    private static void write(Path file, List<JsonNode> rows, RowMapping mapping) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (var row : rows) {
                writer.write(JSON.writeValueAsString(mapping.record(row)));
                writer.write('\n');
            }
        }
    }

    private static void takeCatalogues(ObjectNode manifest, JsonNode catalogues, Path samples, Path originals) {
        var taken = manifest.arrayNode();
        for (var catalogue : catalogues) {
            Path file = originals.resolve(catalogue.path("path").asString());
            if (Files.isRegularFile(file)) {
                var entry = (ObjectNode) catalogue.deepCopy();
                entry.put("key", catalogue.path("catalogue").asString())
                        .put("file", file.toAbsolutePath().toString());
                taken.add(entry);
            }
        }
        if (taken.isEmpty()) {
            for (var catalogue : manifest.path("catalogues")) {
                var entry = (ObjectNode) catalogue.deepCopy();
                entry.put(
                        "file",
                        samples.resolve(catalogue.path("file").asString())
                                .toAbsolutePath()
                                .toString());
                taken.add(entry);
            }
        }
        manifest.set("catalogues", taken);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(Objects.requireNonNull(to.toAbsolutePath().getParent()));
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
