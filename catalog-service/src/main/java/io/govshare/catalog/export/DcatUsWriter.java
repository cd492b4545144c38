package io.govshare.catalog.export;

import io.govshare.catalog.dataset.Sharing;
import io.govshare.catalog.vocabulary.FileTypes;
import io.govshare.catalog.vocabulary.Languages;
import io.govshare.catalog.vocabulary.Themes;
import io.govshare.catalog.vocabulary.XsdDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** DCAT-US 1.1, the form of {@code data.json}. */
final class DcatUsWriter {

    private static final String SCHEMA = "https://project-open-data.cio.gov/v1.1/schema";
    private static final int DESCRIPTION_LIMIT = 10_000;

    private DcatUsWriter() {}

    static byte[] write(CatalogueDocument document, JsonMapper json) {
        return json.writeValueAsBytes(
                switch (document) {
                    case CatalogueDocument.One one -> dataset(one.dataset());
                    case CatalogueDocument.Page page -> catalogue(page);
                });
    }

    private static ObjectNode catalogue(CatalogueDocument.Page page) {
        var catalogue = JsonNodeFactory.instance.objectNode();
        catalogue.put("@context", SCHEMA + "/catalog.jsonld");
        catalogue.put("@id", page.page());
        catalogue.put("@type", "dcat:Catalog");
        catalogue.put("conformsTo", SCHEMA);
        catalogue.put("describedBy", SCHEMA + "/catalog.json");
        var datasets = catalogue.putArray("dataset");
        page.datasets().forEach(dataset -> datasets.add(dataset(dataset)));
        return catalogue;
    }

    private static ObjectNode dataset(Description description) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("@type", "dcat:Dataset");
        node.put("identifier", description.identifier());
        node.put("title", description.title());
        node.put("description", cut(description.description()));
        // The schema wants a keyword; the publisher's name is one that is always true.
        putAll(
                node,
                "keyword",
                description.keywords().isEmpty()
                        ? List.of(description.publisher().name())
                        : description.keywords());
        node.put("modified", modified(description));
        node.putObject("publisher")
                .put("@type", "org:Organization")
                .put("name", description.publisher().name());
        node.putObject("contactPoint")
                .put("@type", "vcard:Contact")
                .put("fn", description.contact().name())
                .put("hasEmail", description.contact().address());
        node.put("accessLevel", accessLevel(description.sharing()));
        put(node, "rights", description.rights());
        putUri(node, "license", license(description));
        put(node, "spatial", spatial(description));
        put(node, "temporal", description.interval());
        put(node, "issued", date(description.issued()));
        put(
                node,
                "accrualPeriodicity",
                Optional.ofNullable(description.frequency())
                        .flatMap(Frequencies::repetition)
                        .orElse(null));
        putAll(
                node,
                "language",
                description.languages().stream()
                        .flatMap(language -> Languages.tag(language).stream())
                        .distinct()
                        .toList());
        putAll(
                node,
                "theme",
                description.themes().stream()
                        .map(theme -> Themes.label(theme).orElse(theme))
                        .distinct()
                        .toList());
        putAll(
                node,
                "references",
                description.references().stream().map(Iris::uri).toList());
        putAll(node, "bureauCode", description.bureauCodes());
        putAll(node, "programCode", description.programCodes());
        putUri(
                node,
                "landingPage",
                description.landingPages().isEmpty()
                        ? null
                        : description.landingPages().getFirst());
        putUri(node, "conformsTo", description.conformsTo());
        putUri(node, "describedBy", description.describedBy());
        distributions(node, description);
        return node;
    }

    /** The vocabulary has one text for it: the names, or else the only area. */
    private static @Nullable String spatial(Description description) {
        if (!description.places().isEmpty()) {
            return String.join("; ", description.places());
        }
        return description.areas().size() == 1 ? description.areas().getFirst().toString() : null;
    }

    private static String accessLevel(Sharing sharing) {
        return switch (sharing) {
            case OPEN -> "public";
            case CONDITIONAL -> "restricted public";
            case RESTRICTED -> "non-public";
        };
    }

    /** A date, or how often; if its catalogue said neither, when the entry changed. */
    private static String modified(Description description) {
        String said = description.modified() == null ? "" : description.modified();
        return XsdDate.of(said)
                .map(XsdDate::text)
                .or(() -> Frequencies.repetition(said).filter(repetition -> repetition.startsWith("R")))
                .orElseGet(() -> XsdDate.of(description.recorded()).text());
    }

    private static @Nullable String date(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(XsdDate::of).map(XsdDate::text).orElse(null);
    }

    /** That of the dataset, or the one that all its distributions have. */
    private static @Nullable String license(Description description) {
        if (description.license() != null) {
            return description.license();
        }
        var licenses = description.distributions().stream()
                .filter(each -> each.start() != null)
                .map(each -> Optional.ofNullable(each.license()))
                .distinct()
                .toList();
        return licenses.size() == 1 ? licenses.getFirst().orElse(null) : null;
    }

    private static void distributions(ObjectNode dataset, Description description) {
        var nodes = JsonNodeFactory.instance.arrayNode();
        for (var each : description.distributions()) {
            if (each.start() != null) {
                nodes.add(distribution(each));
            }
        }
        if (!nodes.isEmpty()) {
            dataset.set("distribution", nodes);
        }
    }

    private static ObjectNode distribution(Distribution distribution) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("@type", "dcat:Distribution");
        put(node, "title", distribution.title());
        putUri(node, "accessURL", distribution.accessUrl());
        var mediaType = FileTypes.mediaType(distribution.format(), distribution.mediaType());
        if (distribution.downloadUrl() != null) {
            putUri(node, "downloadURL", distribution.downloadUrl());
            node.put("mediaType", mediaType.orElse(FileTypes.UNKNOWN));
        } else {
            put(node, "mediaType", mediaType.orElse(null));
        }
        put(node, "format", FileTypes.name(distribution.format()));
        putUri(node, "describedBy", distribution.conformsTo());
        return node;
    }

    private static String cut(String text) {
        if (text.length() <= DESCRIPTION_LIMIT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(DESCRIPTION_LIMIT - 1))
                ? DESCRIPTION_LIMIT - 1
                : DESCRIPTION_LIMIT;
        return text.substring(0, end);
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void putUri(ObjectNode node, String name, @Nullable String iri) {
        put(node, name, iri == null ? null : Iris.uri(iri));
    }

    private static void putAll(ObjectNode node, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = node.putArray(name);
            values.forEach(array::add);
        }
    }
}
