package io.govshare.catalog.dcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.catalog.dataset.Sharing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DcatApReaderUnitTests {

    private static final String PREFIXES = """
            @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
            @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            @prefix right: <http://publications.europa.eu/resource/authority/access-right/> .
            """;
    private static final String SOUND = PREFIXES + """
            <https://city.example/orders> a dcat:Dataset ;
              dct:identifier "orders-2016" ;
              dct:title "Commandes"@fr , "Orders"@en , "Bestellungen"@de ;
              dct:description "What was bought"@en ;
              dct:publisher <https://city.example/#id> ;
              dct:accessRights right:PUBLIC ;
              dct:modified "2016-08-15"^^xsd:date ;
              dct:temporal [ dcat:startDate "2016-01-01"^^xsd:date ; dcat:endDate "2016-12-31"^^xsd:date ] ;
              dcat:keyword "dépenses"@fr , "spending"@en ;
              dcat:distribution [ dcat:accessURL <https://city.example/orders.csv> ] .
            <https://city.example/#id> foaf:name "City"@en .
            """;

    @Test
    void aSoundDatasetIsTakenInAllItsLanguages() throws Exception {
        var entry = only(SOUND);

        assertThat(entry.problems()).isEmpty();
        var dataset = entry.dataset();
        assertThat(dataset.title()).isEqualTo("Orders");
        assertThat(dataset.publisher()).isEqualTo("https://city.example/#id");
        assertThat(dataset.sharing()).isEqualTo(Sharing.OPEN);
        assertThat(dataset.metadata().at("/titles/fr").asString()).isEqualTo("Commandes");
        assertThat(dataset.metadata().at("/publisherName").asString()).isEqualTo("City");
        assertThat(dataset.metadata().at("/temporal/to").asString()).isEqualTo("2016-12-31");
        assertThat(dataset.metadata().at("/distributions/0/accessUrl").asString())
                .endsWith("orders.csv");
        assertThat(dataset.keywords()).containsExactly("dépenses", "spending");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2016-08-15\"^^xsd:date | \"last spring\"^^xsd:date | /dct:modified",
                "dct:accessRights right:PUBLIC | dct:accessRights \"yes\" | /dct:accessRights",
                "\"2016-12-31\"^^xsd:date | \"2015-12-31\"^^xsd:date | /dct:temporal/0/dcat:endDate",
                "[ dcat:accessURL <https://city.example/orders.csv> ] | [ dct:title \"x\" ] | /dcat:distribution/0/dcat:accessURL",
                "<https://city.example/orders.csv> | <javascript:alert(1)> | /dcat:distribution/0/dcat:accessURL",
                "dct:description \"What was bought\"@en ; | '' | /dct:description",
                "\"spending\"@en | <https://x.example/> | /dcat:keyword"
            })
    void aFaultIsReportedAtItsPropertyAndTheRestIsKept(String sound, String faulty, String pointer) throws Exception {
        assertThat(SOUND).contains(sound);

        var entry = only(SOUND.replace(sound, faulty));

        assertThat(entry.dataset()).isNotNull();
        assertThat(entry.problems()).extracting(FieldProblem::pointer).contains(pointer);
    }

    @Test
    void withoutATitleAnEntryIsRejected() throws Exception {
        var entry = only(SOUND.replaceAll("dct:title [^;]*;", ""));
        assertThat(entry.dataset()).isNull();
        assertThat(entry.problems()).containsExactly(new FieldProblem("/dct:title", "is missing"));
    }

    @Test
    void theIriNamesADatasetThatHasNoIdentifier() throws Exception {
        assertThat(only(SOUND.replaceAll("dct:identifier [^;]*;", "")).identifier())
                .isEqualTo("https://city.example/orders");
    }

    @Test
    void aDatasetThatSaysNothingOfAccessIsNotOpen() throws Exception {
        assertThat(only(SOUND.replaceAll("dct:accessRights [^;]*;", ""))
                        .dataset()
                        .sharing())
                .isEqualTo(Sharing.CONDITIONAL);
    }

    @Test
    void readingTheSameTwiceGivesTheSame() throws Exception {
        assertThat(only(SOUND).dataset()).isEqualTo(only(SOUND).dataset());
    }

    @Test
    void rdfXmlAndJsonLdSayTheSame() throws Exception {
        var xml = only(RdfSyntax.RDF_XML, """
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/">
                 <rdf:Description rdf:about="https://city.example/orders">
                  <rdf:type rdf:resource="http://www.w3.org/ns/dcat#Dataset"/>
                  <dct:title xml:lang="en">Orders</dct:title><dct:description>What was bought</dct:description>
                 </rdf:Description></rdf:RDF>""");
        var json = only(RdfSyntax.JSON_LD, """
                {"@context":{"dct":"http://purl.org/dc/terms/","dcat":"http://www.w3.org/ns/dcat#"},
                 "@id":"https://city.example/orders","@type":"dcat:Dataset",
                 "dct:title":{"@value":"Orders","@language":"en"},"dct:description":"What was bought"}""");

        assertThat(xml.problems()).isEmpty();
        assertThat(xml.dataset()).isEqualTo(json.dataset());
        assertThat(xml.dataset().title()).isEqualTo("Orders");
    }

    static Stream<Arguments> hostile() {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>"
                + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">&b;</rdf:RDF>";
        String external = "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>";
        return Stream.of(
                Arguments.of(RdfSyntax.TURTLE, ""),
                Arguments.of(RdfSyntax.TURTLE, PREFIXES),
                Arguments.of(RdfSyntax.TURTLE, "<a> <b> "),
                Arguments.of(RdfSyntax.TURTLE, PREFIXES + "<a> a dcat:Dataset ; dct:title \"never ends"),
                Arguments.of(RdfSyntax.TURTLE, "<a> <b> " + "[ <b> ".repeat(200_000)),
                Arguments.of(RdfSyntax.TURTLE, "<a> <b> " + "( ".repeat(200_000)),
                Arguments.of(RdfSyntax.TURTLE, "<a> <b> \"" + "x".repeat(600_000) + "\" ."),
                Arguments.of(RdfSyntax.TURTLE, "<a> <b> 1 . ".repeat(RdfDocument.TRIPLES_LIMIT + 1)),
                Arguments.of(RdfSyntax.TURTLE, "<a b> <c> <d> ."),
                Arguments.of(RdfSyntax.TURTLE, "{\"not\":\"turtle\"}"),
                Arguments.of(RdfSyntax.RDF_XML, bomb),
                Arguments.of(RdfSyntax.RDF_XML, external),
                Arguments.of(RdfSyntax.RDF_XML, "<a>".repeat(100_000)),
                Arguments.of(RdfSyntax.RDF_XML, "<rdf:RDF"),
                Arguments.of(RdfSyntax.RDF_XML, "plain"),
                Arguments.of(RdfSyntax.JSON_LD, "[".repeat(100_000)),
                Arguments.of(RdfSyntax.JSON_LD, "{\"@id\":\"a\",\"@id\":\"b\"}"),
                Arguments.of(RdfSyntax.JSON_LD, "{\"@context\":{\"@vocab\":7}}"),
                Arguments.of(RdfSyntax.JSON_LD, "{}"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(30)
    void aHostileBodyIsRefusedAsAWhole(RdfSyntax syntax, String body) {
        assertThatExceptionOfType(UnreadableCatalogueException.class)
                .isThrownBy(() -> new DcatApReader(100).read(body, syntax))
                .satisfies(e -> assertThat(e.reason()).isNotBlank());
    }

    /** Each way in which a text could make the reader ask somewhere: a real socket waits, and nobody comes. */
    @Test
    @Timeout(30)
    void nothingThatACatalogueNamesIsFetched() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String trap = "http://127.0.0.1:" + server.getLocalPort() + "/trap";
            for (var attempt : new String[] {
                "{\"@context\":\"" + trap + "\",\"@type\":\"Dataset\"}",
                "{\"@context\":[{\"@import\":\"" + trap + "\"}],\"@type\":\"Dataset\"}",
                "{\"@context\":{\"p\":{\"@id\":\"http://x/p\",\"@context\":\"" + trap + "\"}},\"p\":{\"p\":1}}"
            }) {
                assertThatExceptionOfType(UnreadableCatalogueException.class)
                        .as(attempt)
                        .isThrownBy(() -> new DcatApReader(100).read(attempt, RdfSyntax.JSON_LD));
            }
            only(SOUND.replace("https://city.example/#id", trap));
            only("@base <" + trap + "> . " + SOUND);
            assertThatExceptionOfType(UnreadableCatalogueException.class)
                    .isThrownBy(() ->
                            new DcatApReader(100).read("<!DOCTYPE r SYSTEM \"" + trap + "\"><r/>", RdfSyntax.RDF_XML));
            server.setSoTimeout(300);
            assertThatExceptionOfType(IOException.class).isThrownBy(server::accept);
        }
    }

    @Test
    void bracketsInTextsIrisAndCommentsAreNoNesting() {
        String text = "<a[[[[> <b> \"[[[[\" , '''[[['[[[''' , \"\"\"[[\"[[\"\"\" ; # [[[[[\n <c> \"\\\"[[[\" .";
        assertThat(TurtleNesting.isDeeperThan(1, text)).isFalse();
        assertThat(TurtleNesting.isDeeperThan(1, text + "[ <b> [ ] ]")).isTrue();
    }

    private static CatalogueEntry only(String turtle) throws UnreadableCatalogueException {
        return only(RdfSyntax.TURTLE, turtle);
    }

    private static CatalogueEntry only(RdfSyntax syntax, String text) throws UnreadableCatalogueException {
        var entries = new DcatApReader(100).read(text, syntax);
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }
}
