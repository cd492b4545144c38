package io.govshare.stack.demo.originals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.govshare.stack.demo.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OriginalFilesUnitTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ORIGINALS = "GOVSHARE_ORIGINALS";

    @TempDir
    private Path directory;

    @Test
    void columnsBecomeFieldsAsTheMappingSays() {
        var row = JSON.readTree("""
                {"NAME":"  A\\n B ","CODE":"117:Rope","DAY":"5-Apr-16","SUM":"1,250.5","YES":"Yes ","CALL":"Please call",
                 "NULL":"<Null>","N":"1,000","M":"60","$geometry":{"coordinates":[-77.1234567,38.9]},"1962":"-5","1963":"0",
                 "inner":{"max":9e+99},"items":[{"start":"2001","end":null}],"X":"Y","Z":null}""");
        var mapping = new RowMapping(JSON.readTree("""
                {"name":{"column":"NAME"},"code":{"column":"CODE","match":"^(\\\\d+):"},
                 "what":{"column":"CODE","match":"^(?:\\\\d+:)?(.*)$","limit":3},
                 "day":{"column":"DAY","as":"date","pattern":"d-MMM-uu"},"sum":{"column":"SUM","as":"amount"},
                 "yes":{"column":"YES","as":"boolean","true":"^Yes.*","false":"^No.*"},
                 "call":{"column":"CALL","as":"boolean","true":"^Yes.*","false":"^No.*"},
                 "null":{"column":"NULL"},"missing":{"column":"NONE"},"n":{"column":"N","as":"integer"},
                 "month":{"column":"M","as":"months-since-2000"},"at":{"as":"point"},
                 "years":{"as":"years","first":1962,"last":1963,"year":"year","value":"sum"},
                 "max":{"column":"inner/max","as":"number"},
                 "spans":{"as":"objects","column":"items","fields":{"from":{"column":"start"},"to":{"column":"end"}}},
                 "tags":{"as":"list","of":{"x":"X","z":"Z"},"when":"^Y$"},
                 "count":{"column":"NAME","as":"ordinal"},"mapped":{"column":"X","map":{"Y":"yes"}}}"""));

        var record = mapping.record(row);

        assertThat(JSON.writeValueAsString(record)).isEqualTo("""
                {"name":"A B","code":"117","what":"Rop","day":"2016-04-05","sum":"1250.50","yes":true,"n":1000,\
                "month":"2005-01","at":[-77.12346,38.9],"years":[{"year":1962,"sum":-5}],"max":9.0E99,\
                "spans":[{"from":"2001"}],"tags":["x"],"count":1,"mapped":"yes"}""");
        assertThat(mapping.record(row).path("count").asInt()).isEqualTo(2);
    }

    @Test
    void csvKeepsQuotesCommasAndLineEndsInsideOfCells() {
        var rows = CsvRows.read("\uFEFFa,b\r\n\"1,\"\"2\"\"\",\"x\ny\"\r\n3,\n");
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().path("a").asString()).isEqualTo("1,\"2\"");
        assertThat(rows.getFirst().path("b").asString()).isEqualTo("x\ny");
        assertThat(rows.getLast().path("b").asString()).isEmpty();
    }

    @Test
    void withoutOriginalsTheSamplesAreTaken() {
        var converted =
                Samples.read(OriginalFiles.convert(samples(), directory.resolve("none"), directory.resolve("out")));

        assertThat(converted.records()).isEqualTo(Samples.read(samples()).records());
        assertThat(converted.catalogues())
                .hasSize(2)
                .allSatisfy(catalogue -> assertThat(converted.file(catalogue)).isRegularFile());
        assertThat(converted.datasets())
                .allSatisfy(dataset -> assertThat(converted.file(dataset)).isRegularFile());
    }

    @Test
    void originalsOfEachFormatTakeTheirSamplesPlace() throws IOException {
        Path originals = directory.resolve("originals");
        write(originals.resolve("fiscal/dc-purchase-orders-2016-part1.csv"), """
                PO_NUMBER,ORDERED_DATE,COMMODITY,AGENCY,SUPPLIER,PO_AMOUNT
                PO1,5-Apr-16,117:Rope,"Works, Public",A,"1,250.5"
                PO1,6-Apr-16,Paint,Schools,B,3
                """);
        write(originals.resolve("fiscal/dc-capital-projects-2015.geojson"), """
                {"type":"FeatureCollection","features":[{"type":"Feature",
                 "properties":{"PROJECT_TITLE":"Bridge","AGENCY":"Works","YEAR":"2015","ADDRESS":null,"LABEL":"B 1"},
                 "geometry":{"type":"Point","coordinates":[-77.0123456,38.9]}}]}""");
        write(originals.resolve("legal/us-courts-federal.json"), """
                [{"id":"scotus","name":"Supreme Court","citation_string":"SCOTUS","type":"appellate",
                  "location":"DC","dates":[{"start":"1789-09-24","end":null}],"regex":["Supreme"]}]""");
        write(originals.resolve("tax/us-tax-law-parameters.json"), """
                {"schema":{"labels":{}},"II_em":{"title":"Exemption","section_1":"Personal","section_2":"Amount",
                 "indexed":true,"type":"float","value":[{"year":2013,"value":3900.0}]}}""");
        write(originals.resolve("catalogues/dcat-ap/data-gov-be-42.ttl"), "<urn:a> <urn:b> <urn:c> .\n");
        var before = Samples.read(samples());

        var converted = Samples.read(OriginalFiles.convert(samples(), originals, directory.resolve("out")));

        var taken = List.of(
                "fiscal-purchase-orders", "fiscal-capital-projects", "legal-federal-courts", "tax-law-parameters");
        for (int i = 0; i < before.datasets().size(); i++) {
            var dataset = converted.datasets().get(i);
            var sample = before.datasets().get(i);
            assertThat(dataset.key()).isEqualTo(sample.key());
            assertThat(converted.schema(dataset)).isEqualTo(before.schema(sample));
            if (!taken.contains(sample.key())) {
                assertThat(converted.file(dataset)).hasSameBinaryContentAs(before.file(sample));
                assertThat(dataset.records()).isEqualTo(sample.records());
            }
        }
        assertThat(text(converted, "fiscal-purchase-orders")).isEqualTo("""
                {"order":"PO1","line":1,"ordered":"2016-04-05","commodityCode":"117","commodity":"Rope",\
                "buyer":"Works, Public","supplier":"A","amount":"1250.50"}
                {"order":"PO1","line":2,"ordered":"2016-04-06","commodity":"Paint","buyer":"Schools",\
                "supplier":"B","amount":"3.00"}
                """);
        assertThat(text(converted, "fiscal-capital-projects")).isEqualTo("""
                {"title":"Bridge","agency":"Works","year":2015,"label":"B 1","location":[-77.01235,38.9]}
                """);
        assertThat(text(converted, "legal-federal-courts")).isEqualTo("""
                {"court":"scotus","name":"Supreme Court","citation":"SCOTUS","kind":"appellate","location":"DC",\
                "active":[{"from":"1789-09-24"}],"patterns":["Supreme"]}
                """);
        assertThat(text(converted, "tax-law-parameters")).isEqualTo("""
                {"parameter":"II_em","title":"Exemption","section":"Personal","subsection":"Amount","indexed":true,\
                "kind":"float","values":[{"year":2013,"value":3900.0}]}
                """);
        assertThat(converted.catalogues())
                .singleElement()
                .extracting(converted::file)
                .isEqualTo(originals.resolve("catalogues/dcat-ap/data-gov-be-42.ttl"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String text(Samples samples, String key) throws IOException {
        var dataset = samples.datasets().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow();
        String text = Files.readString(samples.file(dataset));
        assertThat(dataset.records()).isEqualTo(text.lines().count());
        assertThat(dataset.mediaType()).isEqualTo("application/x-ndjson");
        return text;
    }

    /** Where the originals are, most samples come out of them again word by word. */
    @Test
    void originalsBecomeTheSamples() throws IOException {
        Path originals = System.getenv(ORIGINALS) == null
                ? samples().resolveSibling("../shared/data").normalize()
                : Path.of(System.getenv(ORIGINALS));
        assumeTrue(
                Files.isDirectory(originals),
                "the full originals are not at " + originals + "; " + ORIGINALS + " may name their folder");
        compare(originals);
    }

    private void compare(Path originals) throws IOException {
        var samples = Samples.read(samples());
        var converted = Samples.read(OriginalFiles.convert(samples(), originals, directory.resolve("full")));

        assertThat(converted.records()).isGreaterThanOrEqualTo(samples.records());
        assertThat(converted.catalogues()).hasSize(3);
        var different = new ArrayList<String>();
        for (int i = 0; i < samples.datasets().size(); i++) {
            var sample = samples.datasets().get(i);
            var full = converted.datasets().get(i);
            assertThat(full.records()).as(full.key()).isEqualTo(sample.records());
            if (sample.format().equals("ndjson")
                    && !List.of("fiscal-federal-receipts", "tax-law-parameters", "legal-federal-courts")
                            .contains(sample.key())) {
                var sampled = lines(samples.file(sample));
                var taken = lines(converted.file(full));
                for (int line = 0; line < sampled.size(); line++) {
                    if (!taken.get(line).equals(sampled.get(line))) {
                        different.add(full.key() + ":\n" + sampled.get(line) + "\n" + taken.get(line));
                        break;
                    }
                }
            }
        }
        assertThat(different).isEmpty();
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(JSON::readTree).toList();
    }

    private static Path samples() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("samples/manifest.json"))) {
                return at.resolve("samples");
            }
        }
        throw new IllegalStateException("no samples above " + Path.of("").toAbsolutePath());
    }
}
