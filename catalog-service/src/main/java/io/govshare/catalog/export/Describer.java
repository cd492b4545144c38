package io.govshare.catalog.export;

import io.govshare.catalog.dataset.Area;
import io.govshare.catalog.dataset.CataloguedDataset;
import io.govshare.catalog.vocabulary.Languages;
import io.govshare.catalog.vocabulary.XsdDate;
import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Says what a dataset is, from its columns and from what an import kept. An import never gives a class or a name to an
 * address of ours, for it would speak for us; its distributions may lead here. Nor does it name the publisher of anybody
 * else's dataset.
 */
@Component
class Describer {

    private static final String DATASETS = "/api/catalog/v1/datasets/";

    private final AgencyDirectory agencies;
    private final ExportProperties properties;

    Describer(AgencyDirectory agencies, ExportProperties properties) {
        this.agencies = agencies;
        this.properties = properties;
    }

    Description describe(CataloguedDataset dataset) {
        JsonNode metadata = dataset.metadata();
        String iri = properties.address(DATASETS + dataset.id());
        var publisher = publisher(dataset, iri);
        var titles = byLanguage(metadata.path("titles"), dataset.title());
        // Both vocabularies ask for a description; what has none says at least what it is.
        String description = dataset.description().isBlank() ? dataset.title() : dataset.description();
        String temporal = metadata.path("temporal").asString("");
        return new Description(
                iri,
                dataset.identifier() == null ? dataset.id().toString() : dataset.identifier(),
                address(metadata.path("uri"), this::isForeign),
                titles,
                dataset.title(),
                byLanguage(metadata.path("descriptions"), description),
                description,
                publisher,
                contact(metadata.path("contact"), publisher.name()),
                dataset.sharing(),
                dataset.keywords(),
                foreign(texts(metadata.path("theme"))),
                foreign(texts(metadata.path("language"))),
                foreign(landingPages(metadata)),
                foreign(addresses(metadata.path("references"))),
                foreign(texts(metadata.path("spatial"))).stream()
                        .filter(place -> Area.parse(place).isEmpty())
                        .toList(),
                Area.in(metadata),
                texts(metadata.path("bureauCode")),
                texts(metadata.path("programCode")),
                text(metadata.path("issued")),
                isImported(dataset)
                        ? text(metadata.path("modified"))
                        : XsdDate.of(dataset.updatedAt()).text(),
                dataset.updatedAt(),
                foreignText(metadata.path("accrualPeriodicity")),
                period(metadata.path("temporal"), temporal),
                interval(metadata.path("temporal"), temporal),
                address(metadata.path("license"), this::isForeign),
                text(metadata.path("rights")),
                address(metadata.path("conformsTo"), this::isForeign),
                address(metadata.path("describedBy"), Iris::isIri),
                distributions(dataset, iri));
    }

    private static boolean isImported(CataloguedDataset dataset) {
        return dataset.metadata().has("format");
    }

    private boolean isForeign(String iri) {
        return Iris.isIri(iri) && !isOurs(iri);
    }

    private List<String> foreign(List<String> addressesAndWords) {
        return addressesAndWords.stream().filter(each -> !isOurs(each)).toList();
    }

    private boolean isOurs(String text) {
        String ours = properties.publicAddress().toString();
        return text.regionMatches(true, 0, ours, 0, ours.length()) && isAuthorityOver(text.substring(ours.length()));
    }

    /** Or else {@code https://data.gov.uk} would be taken for {@code https://data.gov}. */
    private boolean isAuthorityOver(String rest) {
        return rest.isEmpty()
                || "/?#".indexOf(rest.charAt(0)) >= 0
                || (rest.charAt(0) == ':' && properties.publicAddress().getPort() < 0);
    }

    private Description.Publisher publisher(CataloguedDataset dataset, String iri) {
        String agency = agencies.agency(dataset.agency()).map(Agency::name).orElse(dataset.agency());
        if (!isImported(dataset)) {
            return new Description.Publisher(
                    properties.address("/api/identity/v1/agencies/" + dataset.agency()), agency, null);
        }
        String source = dataset.publisher() == null || dataset.publisher().isBlank() ? null : dataset.publisher();
        String name = text(dataset.metadata().path("publisherName"));
        return new Description.Publisher(
                iri + "#publisher",
                name == null ? Objects.requireNonNullElse(source, agency) : name,
                source != null && isForeign(source) ? source : null);
    }

    private Contact contact(JsonNode contact, String publisher) {
        String name = text(contact.path("name"));
        String email = contact.path("email").asString("").replaceFirst("^mailto:", "");
        return email.matches(Contact.EMAIL)
                ? new Contact(name == null ? publisher : name, email)
                : new Contact(name == null ? properties.publisher() : name, properties.contactEmail());
    }

    /** The text without a language if there is none with one. */
    private static SequencedMap<String, String> byLanguage(JsonNode texts, String otherwise) {
        var found = new TreeMap<String, String>();
        for (var text : texts.properties()) {
            String tag = Languages.isTag(text.getKey()) && !text.getKey().equals("und") ? text.getKey() : "";
            found.putIfAbsent(tag, text.getValue().asString(""));
        }
        found.values().removeIf(String::isBlank);
        if (found.isEmpty()) {
            found.put("", otherwise);
        }
        return found;
    }

    private static List<String> landingPages(JsonNode metadata) {
        var pages = new ArrayList<>(addresses(metadata.path("landingPages")));
        String page = address(metadata.path("landingPage"), Iris::isWeb);
        if (page != null && !pages.contains(page)) {
            pages.add(page);
        }
        return pages;
    }

    private static Description.@Nullable Period period(JsonNode temporal, String text) {
        String[] ends = text.split("/", -1);
        var from = date(ends.length == 2 ? ends[0] : temporal.path("from").asString(""));
        var to = date(ends.length == 2 ? ends[1] : temporal.path("to").asString(""));
        // Half of an interval that was written as one would be another interval.
        return (from == null && to == null) || (ends.length == 2 && (from == null || to == null))
                ? null
                : new Description.Period(from, to);
    }

    private static @Nullable String interval(JsonNode temporal, String text) {
        var period = period(temporal, text);
        if (period != null) {
            return period.from() == null || period.to() == null
                    ? null
                    : period.from().text() + '/' + period.to().text();
        }
        String[] ends = text.replace(',', '.').split("/", -1);
        var from = date(ends[0]);
        return ends.length == 2 && from != null && IsoDuration.is(ends[1]) ? from.text() + '/' + ends[1] : null;
    }

    private List<Distribution> distributions(CataloguedDataset dataset, String iri) {
        if (!isImported(dataset)) {
            return List.of(new Distribution(
                    "Records",
                    iri + "/records",
                    null,
                    "application/json",
                    "JSON",
                    null,
                    iri + "/schemas/" + dataset.schemaVersion()));
        }
        var distributions = new ArrayList<Distribution>();
        for (JsonNode each : dataset.metadata().path("distributions")) {
            distributions.add(new Distribution(
                    text(each.path("title")),
                    address(each.path("accessUrl"), Iris::isWeb),
                    address(each.path("downloadUrl"), Iris::isWeb),
                    text(each.path("mediaType")),
                    foreignText(each.path("format")),
                    address(each.path("license"), this::isForeign),
                    null));
        }
        return distributions;
    }

    private static @Nullable XsdDate date(String text) {
        return XsdDate.of(text).orElse(null);
    }

    private static @Nullable String text(JsonNode node) {
        String text = node.asString("");
        return text.isBlank() ? null : text;
    }

    private @Nullable String foreignText(JsonNode node) {
        String text = text(node);
        return text == null || isOurs(text) ? null : text;
    }

    /** Of a list, or the one that stands for it. */
    private static List<String> texts(JsonNode node) {
        var nodes = node.isArray() ? node.valueStream() : Optional.of(node).stream();
        return nodes.map(Describer::text)
                .flatMap(text -> Optional.ofNullable(text).stream())
                .distinct()
                .toList();
    }

    private static @Nullable String address(JsonNode node, Predicate<String> condition) {
        String text = text(node);
        return text != null && condition.test(text) ? text : null;
    }

    private static List<String> addresses(JsonNode node) {
        return texts(node).stream().filter(Iris::isIri).toList();
    }
}
