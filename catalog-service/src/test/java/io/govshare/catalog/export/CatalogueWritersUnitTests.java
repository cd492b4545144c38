package io.govshare.catalog.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.govshare.catalog.HostileTexts;
import io.govshare.catalog.dataset.CataloguedDataset;
import io.govshare.catalog.dataset.Sharing;
import io.govshare.catalog.dataset.StorableText;
import io.govshare.schemas.AgencyChanged;
import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CatalogueWritersUnitTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ExportProperties PROPERTIES = new ExportProperties(
            URI.create("https://data.example.org"), "Catalogue", "All of it", "Consortium", "desk@example.org");
    private static final CatalogueExports EXPORTS = new CatalogueExports(PROPERTIES, JSON);
    private static final UUID ID = UUID.fromString("0192f3c4-7b1e-7c3a-9d2f-1a2b3c4d5e6f");
    private static final String IRI = "https://data.example.org/api/catalog/v1/datasets/" + ID;
    private static final Instant CHANGED = Instant.parse("2026-11-23T10:15:30.123456Z");
    private static final String FROM_BELGIUM = """
            {"format":"dcat-ap","uri":"https://data.gov.be/orders","publisherName":"Ville",
             "titles":{"fr":"Commandes","nl-t-fr":"Bestellingen","und":"Orders"},"descriptions":{"fr":"Ce qui fut acheté"},
             "modified":"2016-08-15T12:00:00","issued":"2015","landingPages":["https://ville.be/orders"],
             "accrualPeriodicity":"http://publications.europa.eu/resource/authority/frequency/QUARTERLY",
             "theme":["http://publications.europa.eu/resource/authority/data-theme/ECON","http://eurovoc.europa.eu/77"],
             "language":["http://publications.europa.eu/resource/authority/language/FRA"],
             "spatial":["http://publications.europa.eu/resource/authority/country/BEL"],
             "temporal":{"from":"2016-01-01","to":"2016-12-31"},
             "distributions":[{"title":"CSV","accessUrl":"https://ville.be/orders.csv","downloadUrl":"https://ville.be/orders.csv",
               "license":"https://creativecommons.org/publicdomain/zero/1.0/",
               "format":"http://publications.europa.eu/resource/authority/file-type/CSV"},{"title":"leads nowhere"}]}""";
    private static final String FROM_THE_CITY = """
            {"format":"dcat-us","modified":"R/P1D","issued":"2015-02-03 07:08","accrualPeriodicity":"R/P1M","temporal":"2015/P1Y",
             "license":"https://example.com/terms?a=[1]&b=é","rights":"Ask first","landingPage":"https://city.example/orders",
             "conformsTo":"https://standards.example/1","describedBy":"https://city.example/orders.json",
             "theme":["Spending"],"language":["en-US"],"references":["https://city.example/about"],"bureauCode":["015:11"],
             "programCode":["015:001"],"spatial":"Philadelphia","contact":{"name":"Desk","email":"mailto:desk@city.example"},
             "distributions":[{"downloadUrl":"https://city.example/orders.xlsx","format":"XLSX"},
               {"accessUrl":"https://city.example/","mediaType":"text/csv"}]}""";

    /** Each is a well-formed IRI or tag by itself, and no reader of JSON-LD takes it for what it says. */
    private static final String FULL_OF_SHORT_NAMES = """
            {"format":"dcat-ap","uri":"dct:uri","titles":{"abcdefgh-1":"Orders","fr":"Commandes"},"theme":["dcat:theme"],
             "language":["dct:language"],"spatial":["skos:Concept"],"references":["foaf:page","rdfs:label"],
             "landingPages":["xsd:date"],"license":"DCT:license","conformsTo":"vcard:fn","accrualPeriodicity":"adms:x",
             "distributions":[{"accessUrl":"https://ville.be/a","format":"hydra:next","license":"dcat:license"}]}""";

    @ParameterizedTest
    @CsvSource({"{}", "belgium", "city"})
    void whatIsWrittenHasAllThatDcatApAsksFor(String origin) {
        var dataset = dataset(
                origin.equals("belgium") ? FROM_BELGIUM : origin.equals("city") ? FROM_THE_CITY : "{}", "Orders", "k");

        var one = new CatalogueDocument.One(describe(dataset));
        assertThat(Conformance.violations(graph(one, CatalogueSyntax.TURTLE))).isEmpty();
        assertThat(Conformance.violations(graph(page(dataset), CatalogueSyntax.TURTLE)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"{}", "belgium", "city"})
    void whatIsWrittenKeepsTheOfficialRulesOfBothVocabularies(String origin) {
        assumeThat(Conformance.isOfficial()).as("the originals are here").isTrue();
        var dataset = dataset(
                origin.equals("belgium") ? FROM_BELGIUM : origin.equals("city") ? FROM_THE_CITY : "{}", "Orders", "k");

        var one = new CatalogueDocument.One(describe(dataset));
        assertThat(Conformance.violations(graph(one, CatalogueSyntax.TURTLE))).isEmpty();
        assertThat(Conformance.violations(graph(page(dataset), CatalogueSyntax.TURTLE)))
                .isEmpty();
        assertThat(Conformance.datasetErrors(json(one))).isEmpty();
        assertThat(Conformance.catalogueErrors(json(page(dataset)))).isEmpty();
    }

    @Test
    void theRulesWouldFindWhatIsMissing() {
        var graph = graph(page(dataset(FROM_BELGIUM, "Orders", "k")), CatalogueSyntax.TURTLE);
        graph.remove(Node.ANY, iri("http://www.w3.org/ns/dcat#accessURL"), Node.ANY);

        assertThat(Conformance.violations(graph)).isNotEmpty();
    }

    @Test
    void theThreeSyntaxesOfDcatApHoldTheSameGraph() {
        for (String metadata : List.of("{}", FROM_BELGIUM, FROM_THE_CITY, FULL_OF_SHORT_NAMES)) {
            var turtle = graph(page(dataset(metadata, "Orders\r\n\t of <b>&amp;", "k")), CatalogueSyntax.TURTLE);
            for (var syntax : List.of(CatalogueSyntax.JSON_LD, CatalogueSyntax.RDF_XML)) {
                assertThat(graph(page(dataset(metadata, "Orders\r\n\t of <b>&amp;", "k")), syntax)
                                .isIsomorphicWith(turtle))
                        .as(syntax + " of " + metadata)
                        .isTrue();
            }
        }
    }

    @Test
    void whatOneVocabularySaysTheOtherSaysInItsTerms() {
        var belgian = json(new CatalogueDocument.One(describe(dataset(FROM_BELGIUM, "Orders", "k"))));
        assertThat(belgian.path("accrualPeriodicity").asString()).isEqualTo("R/P3M");
        assertThat(belgian.path("temporal").asString()).isEqualTo("2016-01-01/2016-12-31");
        assertThat(belgian.at("/language/0").asString()).isEqualTo("fr");
        assertThat(belgian.at("/theme/0").asString()).isEqualTo("Economy and finance");
        assertThat(belgian.at("/distribution/0/mediaType").asString()).isEqualTo("text/csv");
        assertThat(belgian.at("/distribution/0/format").asString()).isEqualTo("CSV");
        assertThat(belgian.path("distribution")).hasSize(1);
        assertThat(belgian.path("license").asString()).contains("zero");
        assertThat(belgian.at("/publisher/name").asString()).isEqualTo("Ville");

        var city = text(
                new CatalogueDocument.One(describe(dataset(FROM_THE_CITY, "Orders", "k"))), CatalogueSyntax.TURTLE);
        assertThat(city)
                .contains("authority/frequency/MONTHLY")
                .contains("authority/language/ENG")
                .contains("authority/file-type/XLSX")
                .contains("media-types/text/csv")
                .contains("\"2015-02-03T07:08:00\"^^xsd:dateTime")
                .contains("mailto:desk@city.example")
                // How often the data change is no date of a change.
                .doesNotContain("dct:modified");
    }

    @Test
    void aPublisherElsewhereIsNamedByNobodyHere() {
        String theirs = "https://ministry.example/org";
        var named = new CatalogueDocument.One(
                describe(dataset("{\"format\":\"dcat-ap\",\"publisherName\":\"Ministry\"}", "Orders", "k", theirs)));
        var unnamed = new CatalogueDocument.One(describe(dataset("{\"format\":\"dcat-ap\"}", "Orders", "k", theirs)));
        var ours = new CatalogueDocument.One(describe(dataset("{}", "Orders", "k", null)));

        for (var syntax : List.of(CatalogueSyntax.TURTLE, CatalogueSyntax.JSON_LD, CatalogueSyntax.RDF_XML)) {
            assertThat(publisher(graph(named, syntax)))
                    .isEqualTo(Map.of("publisher", IRI + "#publisher", "name", "Ministry", "identifier", theirs));
            assertThat(publisher(graph(unnamed, syntax)))
                    .isEqualTo(Map.of("publisher", IRI + "#publisher", "name", theirs, "identifier", theirs));
            assertThat(publisher(graph(ours, syntax)))
                    .isEqualTo(Map.of(
                            "publisher",
                            "https://data.example.org/api/identity/v1/agencies/fiscal",
                            "name",
                            "Agency of fiscal"));
        }
    }

    private static Map<String, String> publisher(Graph graph) {
        var said = new HashMap<String, String>();
        graph.find(iri(IRI), iri("http://purl.org/dc/terms/publisher"), Node.ANY)
                .forEach(found -> {
                    said.put("publisher", found.getObject().getURI());
                    graph.find(found.getObject(), Node.ANY, Node.ANY).forEach(about -> {
                        if (about.getObject().isLiteral()) {
                            said.put(
                                    about.getPredicate().getURI().replaceFirst(".*/", ""),
                                    about.getObject().getLiteralLexicalForm());
                        }
                    });
                });
        return said;
    }

    @Test
    void anAddressIsOursOnlyWhereItsHostEnds() {
        var properties = new ExportProperties(
                URI.create("https://data.gov"), "Catalogue", "All of it", "Us", "desk@example.org");
        var metadata = JSON.createObjectNode().put("format", "dcat-us");
        var references = metadata.putArray("references");
        List.of(
                        "https://data.gov.uk/a",
                        "https://data.government/a",
                        "https://data.gov",
                        "https://DATA.gov/a",
                        "https://data.gov?a",
                        "https://data.gov#a",
                        "https://data.gov:443/a")
                .forEach(references::add);

        var described =
                new Describer(new NamedAgencies(), properties).describe(dataset(metadata.toString(), "Orders", "k"));

        assertThat(described.references()).containsExactly("https://data.gov.uk/a", "https://data.government/a");
        var local = new ExportProperties(
                URI.create("http://127.0.0.1:8080"), "Catalogue", "All of it", "Us", "desk@example.org");
        metadata.putArray("references").add("http://127.0.0.1:80801/a").add("http://127.0.0.1:8080/a");
        assertThat(new Describer(new NamedAgencies(), local)
                        .describe(dataset(metadata.toString(), "Orders", "k"))
                        .references())
                .containsExactly("http://127.0.0.1:80801/a");
    }

    /** Or a page could not be ended in time. */
    @Test
    void whatIsWrittenIsNotMuchMoreThanItsWeight() {
        var shared = JSON.createObjectNode()
                .put("format", "dcat-us")
                .put("license", "https://city.example/" + "x".repeat(3_900))
                .put("rights", "y".repeat(5_000));
        var distributions = shared.putArray("distributions");
        for (int i = 0; i < 1_000; i++) {
            distributions.addObject().put("accessUrl", "ftp://a");
        }
        var repeated = shared.deepCopy().put("license", "https://city.example/" + "x".repeat(150));
        var own = shared.deepCopy();
        own.path("distributions")
                .forEach(each -> ((ObjectNode) each).put("license", "https://city.example/" + "z".repeat(3_900)));
        var related = JSON.createObjectNode().put("format", "dcat-us");
        var references = related.putArray("references");
        for (int i = 0; i < 1_000; i++) {
            references.add("a:" + i);
        }

        for (var metadata : Stream.of(shared, repeated, own, related, JSON.readTree(FROM_BELGIUM))
                .map(JsonNode::toString)
                .toList()) {
            var description = describe(dataset(metadata, "Orders", "k"));
            for (var syntax : CatalogueSyntax.values()) {
                assertThat(EXPORTS.write(new CatalogueDocument.One(description), syntax).length)
                        .as(syntax + " of " + metadata.substring(0, Math.min(200, metadata.length())))
                        .isLessThan((int) (2 * description.weight()));
            }
        }
        assertThat(text(
                        new CatalogueDocument.One(describe(dataset(repeated.toString(), "Orders", "k"))),
                        CatalogueSyntax.TURTLE))
                .contains("dct:license");
        assertThat(describe(dataset(shared.toString(), "Orders", "k")).weight()).isLessThan(1_000_000);
    }

    @Test
    void ourOwnDatasetNamesItsAgencyItsRecordsAndTheirSchema() {
        var said = json(new CatalogueDocument.One(describe(dataset("{}", "Orders", "k"))));

        assertThat(said.at("/publisher/name").asString()).isEqualTo("Agency of fiscal");
        assertThat(said.path("modified").asString()).isEqualTo("2026-11-23T10:15:30Z");
        assertThat(said.at("/distribution/0/accessURL").asString())
                .startsWith("https://data.example.org/api/catalog/v1/datasets/")
                .endsWith("/records");
        assertThat(said.at("/distribution/0/describedBy").asString()).endsWith("/schemas/3");
        assertThat(said.path("accessLevel").asString()).isEqualTo("restricted public");
    }

    @Test
    void aNextPageIsNamedInTheGraph() {
        var page = new CatalogueDocument.Page(
                "https://data.example.org/c",
                "https://data.example.org/c?limit=1",
                "https://data.example.org/c?cursor=2&limit=1",
                List.of());

        assertThat(graph(page, CatalogueSyntax.RDF_XML)
                        .find(
                                iri("https://data.example.org/c?limit=1"),
                                iri("http://www.w3.org/ns/hydra/core#next"),
                                iri("https://data.example.org/c?cursor=2&limit=1"))
                        .hasNext())
                .isTrue();
    }

    /** All texts at once: in the title, the description, as a keyword, and as what a catalogue called its publisher. */
    @Test
    void naughtyStringsComeBackFromEverySyntaxAsTheyWere() {
        for (String naughty : HostileTexts.naughty()) {
            if (naughty.isBlank() || !StorableText.is(naughty)) {
                continue;
            }
            var metadata = JSON.createObjectNode().put("format", "dcat-us").put("publisherName", naughty);
            var document = page(dataset(metadata.toString(), naughty, naughty));

            var title = json(document).at("/dataset/0/title").asString();
            assertThat(title).isEqualTo(naughty);
            for (var syntax : List.of(CatalogueSyntax.JSON_LD, CatalogueSyntax.TURTLE, CatalogueSyntax.RDF_XML)) {
                String expected = syntax == CatalogueSyntax.RDF_XML ? withoutWhatXmlCannotHold(naughty) : naughty;
                var graph = graph(document, syntax);
                for (String predicate : List.of(
                        "http://purl.org/dc/terms/title",
                        "http://purl.org/dc/terms/description",
                        "http://www.w3.org/ns/dcat#keyword",
                        "http://xmlns.com/foaf/0.1/name")) {
                    assertThat(graph.find(Node.ANY, iri(predicate), Node.ANY).toList())
                            .as(syntax + " " + predicate)
                            .anyMatch(triple -> triple.getObject().isLiteral()
                                    && triple.getObject()
                                            .getLiteralLexicalForm()
                                            .equals(expected));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"landingPage\":\"https://x.example/> <https://x.example/a> <b\"`",
                "`\"license\":\"https://data.example.org/api/catalog/v1/datasets/1\"`",
                "`\"spatial\":[\"https://data.example.org/api/catalog/v1/datasets/1\"]`",
                "`\"license\":\"javascript:\"`",
                "`\"uri\":\"HTTPS://DATA.example.org/x\"`",
                "`\"titles\":{\"en\\\"@de . <a> <b> \\\"x\":\"t\"}`",
                "`\"titles\":{\"en--ltr\":\"t\"}`",
                "`\"modified\":\"2016-02-30\"`",
                "`\"modified\":\"0000-01-01\"`",
                "`\"issued\":\"2016-01-01T25:00:00Z\"`",
                "`\"issued\":\"2016-01-01T10:00:60Z\"`",
                "`\"issued\":\"2016-01-01T10:00:00+19:00\"`",
                "`\"temporal\":\"P1Y/2016\"`",
                "`\"temporal\":\"2016/nonsense\"`",
                "`\"temporal\":{\"from\":\"x\"}`",
                "`\"accrualPeriodicity\":\"R5/P1Y\"`",
                "`\"language\":[\"xx-!\",\"zz\"]`",
                "`\"contact\":{\"name\":\"a\",\"email\":\"mailto:a b@c\"}`",
                "`\"distributions\":[{\"mediaType\":\"a/b/c\",\"downloadUrl\":\"https://x.example/\"}]`",
                "`\"distributions\":[{\"accessUrl\":\"https://x.example/\\uffff\"}]`",
                "`\"distributions\":{\"accessUrl\":7}`",
                "`\"theme\":[7,null,{}]`",
                "`\"accrualPeriodicity\":\"https://data.example.org/api/catalog/v1/datasets/1\"`",
                "`\"distributions\":[{\"accessUrl\":\"https://x.example/\",\"format\":\"https://data.example.org/api/catalog/v1/datasets/1\"}]`"
            })
    void hostileMetadataBreaksNoSyntaxAndNoRule(String member) {
        var document = page(dataset("{\"format\":\"dcat-us\"," + member + "}", "Orders", "k"));

        for (var syntax : List.of(CatalogueSyntax.TURTLE, CatalogueSyntax.JSON_LD, CatalogueSyntax.RDF_XML)) {
            var graph = graph(document, syntax);
            assertThat(Conformance.violations(graph)).as(syntax.toString()).isEmpty();
            assertThat(graph.find(iri("https://data.example.org/api/catalog/v1/datasets/1"), Node.ANY, Node.ANY)
                            .hasNext())
                    .isFalse();
        }
        assertThat(Conformance.catalogueErrors(json(document))).isEmpty();
    }

    @Test
    void theSyntaxIsTheOneThatTheCallerLikesBest() {
        var likings = new EnumMap<CatalogueSyntax, List<String>>(Map.of(
                CatalogueSyntax.DCAT_US, List.of("*/*"),
                CatalogueSyntax.TURTLE, List.of("text/turtle;q=0.9, application/rdf+xml;q=0.8", "*/*;q=0.1"),
                CatalogueSyntax.JSON_LD, List.of("text/html", "application/ld+json"),
                CatalogueSyntax.RDF_XML, List.of("application/rdf+xml, */*;q=0")));
        likings.forEach((syntax, accept) -> assertThat(CatalogueSyntax.accepted(accept))
                .as(accept.toString())
                .contains(syntax));
        assertThat(CatalogueSyntax.accepted(List.of())).contains(CatalogueSyntax.DCAT_US);
        assertThat(CatalogueSyntax.accepted(List.of("text/html"))).isEmpty();
        assertThat(CatalogueSyntax.accepted(List.of("nonsense"))).isEmpty();
    }

    private static String withoutWhatXmlCannotHold(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
    }

    private static CatalogueDocument.Page page(CataloguedDataset dataset) {
        return new CatalogueDocument.Page(
                PROPERTIES.address(CatalogueController.PATH),
                PROPERTIES.address(CatalogueController.PATH) + "?limit=100",
                null,
                List.of(describe(dataset)));
    }

    private static Description describe(CataloguedDataset dataset) {
        return new Describer(new NamedAgencies(), PROPERTIES).describe(dataset);
    }

    private static CataloguedDataset dataset(String metadata, String title, String keyword) {
        return dataset(metadata, title, keyword, "City");
    }

    private static CataloguedDataset dataset(
            String metadata, String title, String keyword, @Nullable String publisher) {
        return new CataloguedDataset(
                ID,
                "fiscal",
                publisher,
                "orders-2016",
                title,
                title,
                Sharing.CONDITIONAL,
                List.of(),
                List.of(keyword),
                JSON.readTree(metadata),
                3,
                1,
                CHANGED,
                CHANGED);
    }

    private static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }

    private static JsonNode json(CatalogueDocument document) {
        return JSON.readTree(EXPORTS.write(document, CatalogueSyntax.DCAT_US));
    }

    private static String text(CatalogueDocument document, CatalogueSyntax syntax) {
        return new String(EXPORTS.write(document, syntax), StandardCharsets.UTF_8);
    }

    private static Graph graph(CatalogueDocument document, CatalogueSyntax syntax) {
        var lang = switch (syntax) {
            case TURTLE -> Lang.TURTLE;
            case RDF_XML -> Lang.RDFXML;
            case JSON_LD -> Lang.JSONLD11;
            case DCAT_US -> throw new IllegalArgumentException("is no graph");
        };
        return RDFParser.source(new ByteArrayInputStream(EXPORTS.write(document, syntax)))
                .lang(lang)
                .toGraph();
    }

    private static final class NamedAgencies implements AgencyDirectory {

        @Override
        public Optional<Agency> agency(String code) {
            return Optional.of(new Agency(
                    code,
                    "Agency of " + code,
                    AgencyChanged.Level.NATIONAL,
                    "BE",
                    "finance",
                    AgencyChanged.Status.ACTIVE,
                    CHANGED,
                    List.of()));
        }

        @Override
        public Optional<AgencyKey> key(String kid) {
            return Optional.empty();
        }

        @Override
        public Collection<Agency> all() {
            return List.of();
        }
    }
}
