package io.govshare.catalog.export;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.govshare.catalog.Originals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import tools.jackson.databind.JsonNode;

/** Whether what we write keeps the rules of the vocabularies: ours always, the official ones where the originals are. */
final class Conformance {

    private static final String DCAT_US = "https://project-open-data.cio.gov/v1.1/schema/";

    private static final Node PROPERTY = NodeFactory.createURI("http://www.w3.org/ns/shacl#property");
    private static final Node PATH = NodeFactory.createURI("http://www.w3.org/ns/shacl#path");

    private static final List<Shapes> SHAPES = shapes();
    private static final Optional<SchemaRegistry> SCHEMAS = schemas();

    private Conformance() {}

    /** Whether the official rules are here too. Without them, violations are those of our own and nothing is an error. */
    static boolean isOfficial() {
        return SCHEMAS.isPresent() && SHAPES.size() > 1;
    }

    /** What DCAT-AP forbids in it, one line each. */
    static List<String> violations(Graph graph) {
        var entailed = GraphMemFactory.createDefaultGraph();
        graph.find().forEach(triple -> {
            entailed.add(triple);
            // RDFS: everything is a resource; a validator without inference has to be told.
            Stream.of(triple.getSubject(), triple.getObject())
                    .filter(node -> !node.isLiteral())
                    .forEach(node -> entailed.add(Triple.create(node, RDF.type.asNode(), RDFS.Resource.asNode())));
        });
        var violations = new ArrayList<String>();
        for (var shapes : SHAPES) {
            ShaclValidator.get().validate(shapes, entailed).getEntries().stream()
                    .map(Conformance::line)
                    .distinct()
                    .forEach(violations::add);
        }
        return violations;
    }

    private static String line(ReportEntry entry) {
        return entry.focusNode() + " " + entry.resultPath() + " " + entry.message() + " " + entry.value();
    }

    /** What the schema of DCAT-US catalogues forbids in it; empty as well where the originals are not. */
    static List<String> catalogueErrors(JsonNode catalogue) {
        return errors("catalog.json", catalogue);
    }

    static List<String> datasetErrors(JsonNode dataset) {
        return errors("dataset.json", dataset);
    }

    private static List<String> errors(String name, JsonNode document) {
        return SCHEMAS.map(registry -> registry.getSchema(SchemaLocation.of(DCAT_US + name)))
                .map(schema -> errors(schema, document))
                .orElse(List.of());
    }

    private static List<String> errors(Schema schema, JsonNode document) {
        return schema.validate(document).stream().map(String::valueOf).toList();
    }

    private static List<Shapes> shapes() {
        var shapes = new ArrayList<>(List.of(
                Shapes.parse(RDFParser.source("dcat/dcat-ap-mandatory.ttl").toGraph())));
        original("dcat-ap-shacl/3.0.1")
                .ifPresent(folder -> Stream.of(
                                List.of("dcat-ap-SHACL.ttl", "ranges.ttl"),
                                List.of("html-shacl/shapes.ttl"),
                                List.of("html-shacl/range.ttl"))
                        .map(names -> official(folder, names))
                        .forEach(shapes::add));
        return shapes;
    }

    private static Shapes official(Path folder, List<String> names) {
        var graph = GraphMemFactory.createDefaultGraph();
        names.forEach(name -> RDFParser.source(folder.resolve(name)).parse(graph));
        // The published file refers to some property shapes that it does not hold.
        graph.find(Node.ANY, PROPERTY, Node.ANY).toList().stream()
                .filter(triple -> !graph.contains(triple.getObject(), PATH, Node.ANY))
                .forEach(graph::delete);
        return Shapes.parse(graph);
    }

    private static Optional<SchemaRegistry> schemas() {
        return original("schema/dcatus1.1")
                .map(folder -> SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                        .formatAssertionsEnabled(true)
                                        .build())
                                .schemas(Map.of(
                                        DCAT_US + "catalog.json",
                                        text(folder.resolve("catalog.json")),
                                        DCAT_US + "dataset.json",
                                        text(folder.resolve("non-federal_dataset.json"))))));
    }

    private static Optional<Path> original(String folder) {
        return Originals.directory()
                .map(directory -> directory.resolve("catalogues").resolve(folder))
                .filter(Files::isDirectory);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
