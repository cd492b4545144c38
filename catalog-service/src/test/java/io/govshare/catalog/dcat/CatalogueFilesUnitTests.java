package io.govshare.catalog.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.Originals;
import io.govshare.catalog.dataset.FieldProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Real catalogues: the samples always, the full originals where they are. */
class CatalogueFilesUnitTests {

    private static final Path SAMPLES = Originals.samples().resolve("catalogues");

    @Test
    void theSampleOfFederalAndCityDatasetsShowsTheFaultsOfRealCatalogues() throws Exception {
        var entries = dcatUs(SAMPLES.resolve("federal-and-city.data.json"));

        assertThat(entries).hasSize(20);
        assertThat(rejected(entries)).isEqualTo(3);
        assertThat(faulty(entries)).isBetween(8L, 12L);
        assertThat(entries.stream().flatMap(entry -> entry.problems().stream()))
                .extracting(problem -> problem.pointer().replaceAll("^/dataset/\\d+/", ""))
                .contains(
                        "title",
                        "identifier",
                        "license",
                        "modified",
                        "accrualPeriodicity",
                        "temporal",
                        "keyword",
                        "description");
    }

    @Test
    void theSampleOfBelgianDatasetsHasFourLanguagesAndTwoFaults() throws Exception {
        var entries = dcatAp(SAMPLES.resolve("belgium.ttl"), RdfSyntax.TURTLE);

        assertThat(entries).hasSize(16);
        assertThat(rejected(entries)).isEqualTo(1);
        assertThat(entries.getFirst().dataset().metadata().path("titles").size())
                .isEqualTo(4);
        assertThat(entries.stream().flatMap(entry -> entry.problems().stream()).map(FieldProblem::pointer))
                .contains("/dct:title", "/dct:modified");
    }

    @TestFactory
    Stream<DynamicTest> originals() {
        return Originals.directory().stream()
                .map(directory -> directory.resolve("catalogues"))
                .flatMap(directory -> Stream.of(
                        us(directory, "cdc-60.data.json", 60, 25, 30, 0),
                        us(directory, "cftc.data.json", 7, 0, 0, 0),
                        us(directory, "opendataphilly.data.json", 402, 391, 402, 0),
                        us(directory, "usgs-long-description.data.json", 1, 1, 1, 0),
                        us(directory, "invalid/missing_title.data.json", 1, 1, 1, 1),
                        us(directory, "invalid/no_identifier.data.json", 1, 1, 1, 1),
                        us(directory, "invalid/oakland-bad-license-uri.data.json", 1, 1, 1, 0),
                        ap(directory, "data-gov-be-42.ttl", RdfSyntax.TURTLE),
                        ap(directory, "data-gov-be-42.rdf", RdfSyntax.RDF_XML),
                        ap(directory, "data-gov-be-42.jsonld", RdfSyntax.JSON_LD)));
    }

    private static DynamicTest us(
            Path directory, String name, int size, int leastFaulty, int mostFaulty, int rejected) {
        return DynamicTest.dynamicTest(name, () -> {
            var entries = dcatUs(directory.resolve("dcat-us").resolve(name));
            assertThat(entries).hasSize(size);
            assertThat(rejected(entries)).isEqualTo(rejected);
            assertThat(faulty(entries)).isBetween((long) leastFaulty, (long) mostFaulty);
        });
    }

    private static DynamicTest ap(Path directory, String name, RdfSyntax syntax) {
        return DynamicTest.dynamicTest(name, () -> {
            var entries = dcatAp(directory.resolve("dcat-ap").resolve(name), syntax);
            assertThat(entries).hasSize(42);
            assertThat(rejected(entries)).isZero();
        });
    }

    private static List<CatalogueEntry> dcatUs(Path file) throws IOException, UnreadableCatalogueException {
        return DcatUsReader.withoutRepetitions(
                new DcatUsReader(5_000).read(CatalogueText.reader(Files.newInputStream(file))));
    }

    private static List<CatalogueEntry> dcatAp(Path file, RdfSyntax syntax)
            throws IOException, UnreadableCatalogueException {
        return DcatUsReader.withoutRepetitions(
                new DcatApReader(5_000).read(CatalogueText.decode(Files.readAllBytes(file)), syntax));
    }

    private static long rejected(List<CatalogueEntry> entries) {
        return entries.stream().filter(entry -> entry.dataset() == null).count();
    }

    private static long faulty(List<CatalogueEntry> entries) {
        return entries.stream().filter(entry -> !entry.problems().isEmpty()).count();
    }
}
