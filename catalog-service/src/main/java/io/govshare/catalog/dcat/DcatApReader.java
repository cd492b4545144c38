package io.govshare.catalog.dcat;

import static io.govshare.catalog.dcat.DcatTerms.dcat;
import static io.govshare.catalog.dcat.DcatTerms.dct;
import static io.govshare.catalog.dcat.DcatUsReader.put;
import static io.govshare.catalog.dcat.DcatUsReader.putAll;
import static io.govshare.catalog.dcat.DcatUsReader.putAreas;

import io.govshare.catalog.dataset.Area;
import io.govshare.catalog.dataset.DatasetLimits;
import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.catalog.dataset.ImportedDataset;
import io.govshare.catalog.dataset.Sharing;
import io.govshare.catalog.dataset.StorableText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the datasets of a DCAT-AP catalogue, in all the languages it has. */
final class DcatApReader {

    private static final int DESCRIPTION_LIMIT = 10_000;
    private static final String DATE = "must be an ISO 8601 date";
    private static final String WEB = "must be a web address";

    private final int entriesLimit;

    DcatApReader(int entriesLimit) {
        this.entriesLimit = entriesLimit;
    }

    List<CatalogueEntry> read(String text, RdfSyntax syntax) throws UnreadableCatalogueException {
        var document = RdfDocument.parse(text, syntax);
        var datasets = document.datasets();
        if (datasets.isEmpty()) {
            throw new UnreadableCatalogueException("nothing in it is a dcat:Dataset");
        }
        if (datasets.size() > entriesLimit) {
            throw new UnreadableCatalogueException("more than " + entriesLimit + " entries");
        }
        var entries = new ArrayList<CatalogueEntry>(datasets.size());
        for (var dataset : datasets) {
            entries.add(entry(document, entries.size(), dataset));
        }
        return entries;
    }

    private static CatalogueEntry entry(RdfDocument document, int index, Node node) {
        var problems = new ArrayList<FieldProblem>();
        var subject = new Subject(document, node, "", problems);
        String identifier = identifier(subject, node);
        var titles = subject.texts(dct("title"), DatasetLimits.TITLE);
        var descriptions = subject.texts(dct("description"), DESCRIPTION_LIMIT);
        if (titles.isEmpty() && subject.values(dct("title")).isEmpty()) {
            subject.report(dct("title"), "is missing");
        }
        if (descriptions.isEmpty() && subject.values(dct("description")).isEmpty()) {
            subject.report(dct("description"), "is missing");
        }
        var sharing = sharing(subject);
        var publisher = publisher(document, subject, problems);
        var keywords = subject.words(dcat("keyword"), 1_000);
        var metadata = metadata(subject, node, titles, descriptions, publisher);
        if (identifier == null || titles.isEmpty()) {
            return new CatalogueEntry(index, identifier, null, problems);
        }
        return new CatalogueEntry(
                index,
                identifier,
                new ImportedDataset(
                        publisher.key(),
                        identifier,
                        preferred(titles),
                        descriptions.isEmpty() ? "" : preferred(descriptions),
                        sharing,
                        keywords,
                        metadata),
                problems);
    }

    /** The literal that names it, else its IRI; without either it could not be recognised again. */
    private static @Nullable String identifier(Subject subject, Node node) {
        for (var value : subject.values(dct("identifier"))) {
            String text = value.isLiteral() ? value.getLiteralLexicalForm() : value.isURI() ? value.getURI() : "";
            if (!text.isBlank() && text.length() <= DatasetLimits.IDENTIFIER && StorableText.is(text)) {
                return text;
            }
            subject.report(dct("identifier"), "must be a text of at most " + DatasetLimits.IDENTIFIER + " characters");
        }
        if (node.isURI() && node.getURI().length() <= DatasetLimits.IDENTIFIER && StorableText.is(node.getURI())) {
            return node.getURI();
        }
        subject.report(dct("identifier"), "is missing, and the dataset has no usable IRI either");
        return null;
    }

    private static Sharing sharing(Subject subject) {
        String right = subject.iri(
                dct("accessRights"),
                iri -> iri.startsWith(DcatTerms.ACCESS_RIGHT),
                "must be of the EU's vocabulary of access rights");
        if (right == null) {
            // Nothing said is not "public": whoever wants it asks.
            return Sharing.CONDITIONAL;
        }
        return switch (right.substring(DcatTerms.ACCESS_RIGHT.length())) {
            case "PUBLIC" -> Sharing.OPEN;
            case "RESTRICTED", "SENSITIVE" -> Sharing.CONDITIONAL;
            case "NON_PUBLIC", "CONFIDENTIAL" -> Sharing.RESTRICTED;
            default -> {
                subject.report(dct("accessRights"), "is no access right that we know");
                yield Sharing.CONDITIONAL;
            }
        };
    }

    /** @param key IRI, else name, else nothing: many catalogues leave it to the catalogue as a whole */
    private record Publisher(String key, @Nullable String name) {}

    private static Publisher publisher(RdfDocument document, Subject subject, List<FieldProblem> problems) {
        var values = subject.values(dct("publisher"));
        if (values.isEmpty()) {
            return new Publisher("", null);
        }
        var node = values.getFirst();
        var names = node.isLiteral()
                ? subject.texts(dct("publisher"), DatasetLimits.PUBLISHER)
                : new Subject(document, node, "/dct:publisher", problems)
                        .texts(DcatTerms.NAME, DatasetLimits.PUBLISHER);
        String name = names.isEmpty() ? null : preferred(names);
        var iri = identifiedBy(document, node)
                .or(() -> Optional.of(node).filter(Node::isURI).map(Node::getURI))
                .filter(text -> text.length() <= DatasetLimits.PUBLISHER && StorableText.is(text));
        return new Publisher(iri.orElse(name == null ? "" : name), name);
    }

    /** Its name elsewhere, where a catalogue such as ours names its publishers anew. */
    private static Optional<String> identifiedBy(RdfDocument document, Node publisher) {
        return document.objects(publisher, dct("identifier")).stream()
                .filter(Node::isLiteral)
                .filter(each -> XSDDatatype.XSDanyURI.equals(each.getLiteralDatatype()))
                .map(Node::getLiteralLexicalForm)
                .filter(WebAddress::isUri)
                .findFirst();
    }

    private static ObjectNode metadata(
            Subject subject,
            Node node,
            SequencedMap<String, String> titles,
            SequencedMap<String, String> descriptions,
            Publisher publisher) {
        var metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("format", "dcat-ap");
        if (node.isURI() && StorableText.is(node.getURI())) {
            metadata.put("uri", node.getURI());
        }
        byLanguage(metadata, "titles", titles);
        byLanguage(metadata, "descriptions", descriptions);
        put(metadata, "publisherName", publisher.name());
        put(metadata, "modified", subject.literal(dct("modified"), IsoDates::isDate, DATE));
        put(metadata, "issued", subject.literal(dct("issued"), IsoDates::isDate, DATE));
        put(
                metadata,
                "accrualPeriodicity",
                subject.iri(dct("accrualPeriodicity"), WebAddress::isUri, "must be an IRI of a frequency"));
        putAll(metadata, "landingPages", subject.iris(dcat("landingPage"), WebAddress::isWeb, WEB));
        putAll(metadata, "theme", subject.iris(dcat("theme"), WebAddress::isUri, "must be an IRI"));
        putAll(metadata, "language", subject.iris(dct("language"), WebAddress::isUri, "must be an IRI"));
        putAll(metadata, "spatial", subject.iris(dct("spatial"), WebAddress::isUri, "must be an IRI"));
        areas(subject, metadata);
        temporal(subject, metadata);
        distributions(subject, metadata);
        return metadata;
    }

    /** Of each place the most telling geometry that can be read: the box, else the shape, else the point. */
    private static void areas(Subject subject, ObjectNode metadata) {
        var areas = new ArrayList<Area>();
        var places = subject.values(dct("spatial"));
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).isLiteral()) {
                continue;
            }
            var place = subject.below(dct("spatial"), i, places.get(i));
            List<Area> found = List.of();
            Node unread = null;
            for (Node property : List.of(dcat("bbox"), DcatTerms.GEOMETRY, dcat("centroid"))) {
                for (Node value : found.isEmpty() ? place.values(property) : List.<Node>of()) {
                    found = value.isLiteral() ? Geometries.read(value.getLiteralLexicalForm()) : List.of();
                    unread = found.isEmpty() ? property : null;
                }
            }
            if (unread != null) {
                place.report(unread, "is neither well-known text nor GeoJSON in degrees of WGS 84");
            }
            areas.addAll(found);
        }
        // The graph has no order of its own.
        areas.sort(Comparator.comparing(Area::toString));
        putAreas(metadata, areas);
    }

    private static void temporal(Subject subject, ObjectNode metadata) {
        var periods = subject.values(dct("temporal"));
        if (periods.isEmpty() || periods.getFirst().isLiteral()) {
            return;
        }
        var period = subject.below(dct("temporal"), 0, periods.getFirst());
        String from = period.literal(dcat("startDate"), IsoDates::isDate, DATE);
        String to = period.literal(dcat("endDate"), IsoDates::isDate, DATE);
        if (from != null && to != null && from.length() == to.length() && from.compareTo(to) > 0) {
            period.report(dcat("endDate"), "is before the start");
            return;
        }
        if (from != null || to != null) {
            var target = metadata.putObject("temporal");
            put(target, "from", from);
            put(target, "to", to);
        }
    }

    private static void distributions(Subject subject, ObjectNode metadata) {
        var found = new ArrayList<ObjectNode>();
        var nodes = subject.values(dcat("distribution"));
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isLiteral()) {
                subject.report(dcat("distribution"), "must be a resource");
                continue;
            }
            var each = subject.below(dcat("distribution"), i, nodes.get(i));
            var target = JsonNodeFactory.instance.objectNode();
            var titles = each.texts(dct("title"), DatasetLimits.TITLE);
            put(target, "title", titles.isEmpty() ? null : preferred(titles));
            String access = each.iri(dcat("accessURL"), WebAddress::isWeb, WEB);
            if (each.values(dcat("accessURL")).isEmpty()) {
                each.report(dcat("accessURL"), "is missing");
            }
            put(target, "accessUrl", access);
            put(target, "downloadUrl", each.iri(dcat("downloadURL"), WebAddress::isWeb, WEB));
            put(target, "license", each.iri(dct("license"), WebAddress::isUri, "must be an IRI"));
            put(target, "format", each.iri(dct("format"), WebAddress::isUri, "must be an IRI"));
            if (!target.isEmpty()) {
                found.add(target);
            }
        }
        if (!found.isEmpty()) {
            // The graph has no order of its own; a stable one keeps a repeated import without changes.
            found.sort((a, b) -> a.toString().compareTo(b.toString()));
            metadata.putArray("distributions").addAll(found);
        }
    }

    private static void byLanguage(ObjectNode metadata, String name, SequencedMap<String, String> texts) {
        if (!texts.isEmpty()) {
            var target = metadata.putObject(name);
            texts.forEach((language, text) -> target.put(language.isEmpty() ? "und" : language, text));
        }
    }

    /** English, else without a language, else the first by its tag. */
    private static String preferred(SequencedMap<String, String> texts) {
        for (var text : texts.entrySet()) {
            if (text.getKey().equals("en") || text.getKey().startsWith("en-")) {
                return text.getValue();
            }
        }
        return texts.getOrDefault("", texts.firstEntry().getValue());
    }
}
