package io.govshare.catalog.export;

import static org.apache.jena.graph.NodeFactory.createLiteralLang;
import static org.apache.jena.graph.NodeFactory.createLiteralString;
import static org.apache.jena.graph.NodeFactory.createURI;

import io.govshare.catalog.dataset.Sharing;
import io.govshare.catalog.vocabulary.FileTypes;
import io.govshare.catalog.vocabulary.Languages;
import io.govshare.catalog.vocabulary.Themes;
import io.govshare.catalog.vocabulary.XsdDate;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.jspecify.annotations.Nullable;

/**
 * DCAT-AP 3. What belongs to a dataset alone is named below the dataset's own name, so that a repeated harvest finds the same
 * names; everything that the profile gives a class says it, for whoever checks the profile looks nothing up.
 */
final class DcatApWriter {

    private static final String ACCESS_RIGHT = "http://publications.europa.eu/resource/authority/access-right/";
    private static final String DCAT = "http://www.w3.org/ns/dcat#";
    private static final String DCT = "http://purl.org/dc/terms/";
    private static final String FOAF = "http://xmlns.com/foaf/0.1/";
    private static final String VCARD = "http://www.w3.org/2006/vcard/ns#";
    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
    private static final String ADMS = "http://www.w3.org/ns/adms#";
    private static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";
    private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";
    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
    private static final Node TYPE = createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
    private static final RDFDatatype WELL_KNOWN_TEXT =
            TypeMapper.getInstance().getSafeTypeByName("http://www.opengis.net/ont/geosparql#wktLiteral");

    /** Which the graph is written with. */
    static final Map<String, String> PREFIXES = Map.of(
            "dcat", DCAT, "dct", DCT, "foaf", FOAF, "vcard", VCARD, "skos", SKOS, "adms", ADMS, "rdfs", RDFS, "hydra",
            HYDRA, "xsd", XSD);

    private final Graph graph = GraphMemFactory.createDefaultGraph();
    private final boolean xml;

    private DcatApWriter(boolean xml) {
        this.xml = xml;
    }

    static byte[] write(CatalogueDocument document, ExportProperties properties, RDFFormat format) {
        var writer = new DcatApWriter(format.getLang().equals(RDFFormat.RDFXML.getLang()));
        writer.graph.getPrefixMapping().setNsPrefixes(PREFIXES);
        if (document instanceof CatalogueDocument.Page page) {
            writer.catalogue(page, properties);
        }
        document.datasets().forEach(writer::dataset);
        var bytes = new ByteArrayOutputStream();
        RDFWriter.source(writer.graph).format(format).output(bytes);
        return bytes.toByteArray();
    }

    private void catalogue(CatalogueDocument.Page page, ExportProperties properties) {
        Node catalogue = typed(page.catalogue(), DCAT + "Catalog");
        add(catalogue, DCT + "title", text(properties.title(), ""));
        add(catalogue, DCT + "description", text(properties.description(), ""));
        Node publisher = typed(page.catalogue() + "#publisher", FOAF + "Agent");
        add(publisher, FOAF + "name", text(properties.publisher(), ""));
        add(catalogue, DCT + "publisher", publisher);
        page.datasets().forEach(dataset -> add(catalogue, DCAT + "dataset", createURI(dataset.iri())));
        if (page.next() != null) {
            Node view = typed(page.page(), HYDRA + "PartialCollectionView");
            add(catalogue, HYDRA + "view", view);
            add(view, HYDRA + "next", createURI(page.next()));
        }
    }

    private void dataset(Description description) {
        Node dataset = typed(description.iri(), DCAT + "Dataset");
        add(dataset, DCT + "identifier", text(description.identifier(), ""));
        description.titles().forEach((language, text) -> add(dataset, DCT + "title", text(text, language)));
        description.descriptions().forEach((language, text) -> add(dataset, DCT + "description", text(text, language)));
        description.keywords().forEach(keyword -> add(dataset, DCAT + "keyword", text(keyword, "")));
        add(dataset, DCT + "accessRights", typed(ACCESS_RIGHT + right(description.sharing()), DCT + "RightsStatement"));
        origin(dataset, description);
        agents(dataset, description);
        date(dataset, DCT + "issued", description.issued());
        date(dataset, DCT + "modified", description.modified());
        Optional.ofNullable(description.frequency())
                .flatMap(Frequencies::iri)
                .ifPresent(iri -> add(dataset, DCT + "accrualPeriodicity", typed(iri, DCT + "Frequency")));
        description.languages().stream()
                .flatMap(language -> (Iris.isIri(language) ? Optional.of(language) : Languages.iri(language)).stream())
                .forEach(iri -> add(dataset, DCT + "language", typed(iri, DCT + "LinguisticSystem")));
        description.landingPages().forEach(page -> add(dataset, DCAT + "landingPage", typed(page, FOAF + "Document")));
        description.references().forEach(page -> add(dataset, FOAF + "page", typed(page, FOAF + "Document")));
        themes(dataset, description);
        places(dataset, description);
        period(dataset, description);
        if (description.conformsTo() != null) {
            add(dataset, DCT + "conformsTo", typed(description.conformsTo(), DCT + "Standard"));
        }
        distributions(dataset, description);
    }

    private static String right(Sharing sharing) {
        return switch (sharing) {
            case OPEN -> "PUBLIC";
            case CONDITIONAL -> "RESTRICTED";
            case RESTRICTED -> "NON_PUBLIC";
        };
    }

    private void origin(Node dataset, Description description) {
        if (description.origin() != null) {
            Node identifier = typed(description.iri() + "#origin", ADMS + "Identifier");
            add(identifier, SKOS + "notation", literal(description.origin(), "anyURI"));
            add(dataset, ADMS + "identifier", identifier);
        }
    }

    private void agents(Node dataset, Description description) {
        var publisher = description.publisher();
        Node agent = typed(publisher.iri(), FOAF + "Agent");
        add(agent, FOAF + "name", text(publisher.name(), ""));
        if (publisher.origin() != null) {
            add(agent, DCT + "identifier", literal(publisher.origin(), "anyURI"));
        }
        add(dataset, DCT + "publisher", agent);
        Node contact = typed(description.iri() + "#contact", VCARD + "Kind");
        add(contact, TYPE.getURI(), createURI(VCARD + "Organization"));
        add(contact, VCARD + "fn", text(description.contact().name(), ""));
        add(contact, VCARD + "hasEmail", createURI(description.contact().address()));
        add(dataset, DCAT + "contactPoint", contact);
    }

    /** The profile wants a label of each theme, which only its own vocabulary's have here; others are subjects. */
    private void themes(Node dataset, Description description) {
        for (String theme : description.themes()) {
            var label = Themes.label(theme);
            if (label.isPresent()) {
                Node concept = typed(theme, SKOS + "Concept");
                add(concept, SKOS + "prefLabel", text(label.get(), "en"));
                add(dataset, DCAT + "theme", concept);
            } else if (Iris.isIri(theme)) {
                add(dataset, DCT + "subject", address(theme));
            } else {
                add(dataset, DCAT + "keyword", text(theme, ""));
            }
        }
    }

    private void places(Node dataset, Description description) {
        int number = 0;
        for (String place : description.places()) {
            boolean iri = Iris.isIri(place);
            Node location = typed(iri ? place : description.iri() + "#place-" + ++number, DCT + "Location");
            if (!iri) {
                add(location, RDFS + "label", text(place, ""));
            }
            add(dataset, DCT + "spatial", location);
        }
        number = 0;
        for (var area : description.areas()) {
            Node location = typed(description.iri() + "#area-" + ++number, DCT + "Location");
            add(
                    location,
                    DCAT + (area.isPoint() ? "centroid" : "bbox"),
                    NodeFactory.createLiteralDT(area.wellKnownText(), WELL_KNOWN_TEXT));
            add(dataset, DCT + "spatial", location);
        }
    }

    private void period(Node dataset, Description description) {
        var period = description.period();
        if (period != null) {
            Node node = typed(description.iri() + "#period", DCT + "PeriodOfTime");
            add(node, DCAT + "startDate", literal(period.from()));
            add(node, DCAT + "endDate", literal(period.to()));
            add(dataset, DCT + "temporal", node);
        }
    }

    private void distributions(Node dataset, Description description) {
        if (description.distributions().stream().allMatch(each -> each.start() == null)) {
            return;
        }
        Node license = license(description.commonLicense());
        Node rights = rights(description);
        int number = 0;
        for (var each : description.distributions()) {
            if (each.start() == null) {
                continue;
            }
            Node node = typed(description.iri() + "#distribution-" + ++number, DCAT + "Distribution");
            add(node, DCAT + "accessURL", address(each.start()));
            if (each.downloadUrl() != null) {
                add(node, DCAT + "downloadURL", address(each.downloadUrl()));
            }
            if (each.title() != null) {
                add(node, DCT + "title", text(each.title(), ""));
            }
            fileType(each).ifPresent(iri -> add(node, DCT + "format", typed(iri, DCT + "MediaTypeOrExtent")));
            if (each.mediaType() != null) {
                FileTypes.mediaType(each.format(), each.mediaType())
                        .ifPresent(type -> add(node, DCAT + "mediaType", typed(MEDIA_TYPES + type, DCT + "MediaType")));
            }
            add(node, DCT + "license", each.license() == null ? license : license(each.license()));
            add(node, DCT + "rights", rights);
            if (each.conformsTo() != null) {
                add(node, DCT + "conformsTo", typed(each.conformsTo(), DCT + "Standard"));
            }
            add(dataset, DCAT + "distribution", node);
        }
    }

    private @Nullable Node license(@Nullable String iri) {
        return iri == null ? null : typed(iri, DCT + "LicenseDocument");
    }

    private @Nullable Node rights(Description description) {
        if (description.rights() == null) {
            return null;
        }
        Node rights = typed(description.iri() + "#rights", DCT + "RightsStatement");
        add(rights, RDFS + "label", text(description.rights(), ""));
        return rights;
    }

    private static Optional<String> fileType(Distribution distribution) {
        String format = distribution.format();
        if (format == null) {
            return Optional.empty();
        }
        return Iris.isIri(format) ? Optional.of(format) : FileTypes.iri(format);
    }

    private void date(Node subject, String predicate, @Nullable String text) {
        Optional.ofNullable(text).flatMap(XsdDate::of).ifPresent(date -> add(subject, predicate, literal(date)));
    }

    private Node typed(String iri, String type) {
        Node node = address(iri);
        add(node, TYPE.getURI(), createURI(type));
        return node;
    }

    private static Node address(String iri) {
        return createURI(Iris.written(iri));
    }

    private void add(Node subject, String predicate, @Nullable Node object) {
        if (object != null) {
            graph.add(Triple.create(subject, createURI(predicate), object));
        }
    }

    private Node text(String text, String language) {
        String written = xml ? xmlText(text) : text;
        return language.isEmpty() ? createLiteralString(written) : createLiteralLang(written, language);
    }

    private static @Nullable Node literal(@Nullable XsdDate date) {
        return date == null ? null : literal(date.text(), date.type().xsdName());
    }

    private static Node literal(String text, String type) {
        return NodeFactory.createLiteralDT(text, TypeMapper.getInstance().getSafeTypeByName(XSD + type));
    }

    /** XML 1.0 cannot hold these characters in any way, so they are shown as lost. */
    private static String xmlText(String text) {
        return text.codePoints()
                .map(c -> c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c != 0xfffe && c != 0xffff) ? c : 0xfffd)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
