package io.govshare.stack.demo.originals;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.demo.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OriginalFilesUnitTests {

    private static final JsonMapper JSON = JsonMapper.shared();

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

    /** Where the originals are, most samples come out of them again word by word. */
    @TestFactory
    Stream<DynamicTest> originalsBecomeTheSamples() {
        return Stream.of(
                        System.getenv("GOVSHARE_ORIGINALS") == null
                                ? samples().resolveSibling("../shared/data").normalize()
                                : Path.of(System.getenv("GOVSHARE_ORIGINALS")))
                .filter(Files::isDirectory)
                .map(originals -> DynamicTest.dynamicTest(originals.toString(), () -> compare(originals)));
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
