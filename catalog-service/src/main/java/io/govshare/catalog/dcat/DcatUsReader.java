package io.govshare.catalog.dcat;

import io.govshare.catalog.dataset.Area;
import io.govshare.catalog.dataset.DatasetLimits;
import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.catalog.dataset.ImportedDataset;
import io.govshare.catalog.dataset.Sharing;
import io.govshare.catalog.dataset.StorableText;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a DCAT-US 1.1 catalogue, {@code data.json}. The rules are those of the Project Open Data metadata schema for
 * non-federal publishers, and one more that it forgets: a licence is a URI.
 */
final class DcatUsReader {

    private static final int DESCRIPTION_LIMIT = 10_000;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[-\\w]{1,60}/[-\\w.+]{1,120}");
    private static final Pattern EMAIL = Pattern.compile("mailto:[^\\s@<>]{1,100}@[\\w.-]{1,200}\\.[\\w-]{2,60}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,8}");
    private static final Pattern BUREAU = Pattern.compile("[0-9]{3}:[0-9]{2}");
    private static final Pattern PROGRAM = Pattern.compile("[0-9]{3}:[0-9]{3}");

    private final int entriesLimit;

    DcatUsReader(int entriesLimit) {
        this.entriesLimit = entriesLimit;
    }

    List<CatalogueEntry> read(Reader text) throws UnreadableCatalogueException {
        return CatalogueJson.items(text, "dataset", entriesLimit, DcatUsReader::entry);
    }

    private static CatalogueEntry entry(int index, JsonNode node) {
        var problems = new ArrayList<FieldProblem>();
        String pointer = "/dataset/" + index;
        if (!node.isObject()) {
            problems.add(new FieldProblem(pointer, "must be an object"));
            return new CatalogueEntry(index, null, null, problems);
        }
        var fields = new EntryFields(node, pointer, problems);
        String identifier = fields.requiredText("identifier", DatasetLimits.IDENTIFIER);
        String title = fields.requiredText("title", DatasetLimits.TITLE);
        String description = description(fields);
        String publisher = publisher(fields, problems);
        var sharing = sharing(fields);
        if (fields.isAbsent("keyword")) {
            fields.report("keyword", "is missing");
        }
        var keywords = fields.texts("keyword", 1_000, any -> true, "");
        var metadata = metadata(fields, problems);
        if (identifier == null || title == null || publisher == null) {
            return new CatalogueEntry(index, identifier, null, problems);
        }
        return new CatalogueEntry(
                index,
                identifier,
                new ImportedDataset(publisher, identifier, title, description, sharing, keywords, metadata),
                problems);
    }

    private static String description(EntryFields fields) {
        var value = fields.node("description");
        if (value.isString()
                && value.stringValue().length() > DESCRIPTION_LIMIT
                && StorableText.is(value.stringValue())) {
            String text = value.stringValue();
            fields.report(
                    "description",
                    "is longer than " + DESCRIPTION_LIMIT + " characters (" + text.length() + ") and was cut there");
            return cut(text, DESCRIPTION_LIMIT);
        }
        String text = fields.requiredText("description", DESCRIPTION_LIMIT);
        return text == null ? "" : text;
    }

    static String cut(String text, int limit) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }

    private static @Nullable String publisher(EntryFields fields, List<FieldProblem> problems) {
        var publisher = fields.node("publisher");
        if (!publisher.isObject()) {
            fields.report("publisher", publisher.isMissingNode() ? "is missing" : "must be an object");
            return null;
        }
        return new EntryFields(publisher, fields.pointerTo("publisher"), problems)
                .requiredText("name", DatasetLimits.PUBLISHER);
    }

    private static Sharing sharing(EntryFields fields) {
        String level = fields.requiredText("accessLevel", 100);
        return switch (level) {
            case "public" -> Sharing.OPEN;
            case "restricted public" -> Sharing.CONDITIONAL;
            case "non-public" -> Sharing.RESTRICTED;
            case null -> Sharing.CONDITIONAL;
            default -> {
                fields.report("accessLevel", "must be public, restricted public or non-public");
                yield Sharing.CONDITIONAL;
            }
        };
    }

    private static ObjectNode metadata(EntryFields fields, List<FieldProblem> problems) {
        var metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("format", "dcat-us");
        if (fields.isAbsent("modified")) {
            fields.report("modified", fields.node("modified").isNull() ? "is null, but required" : "is missing");
        }
        put(
                metadata,
                "modified",
                fields.text(
                        "modified",
                        200,
                        text -> IsoDates.isDate(text) || IsoDates.isRepetition(text) || IsoDates.isInterval(text),
                        "must be an ISO 8601 date, duration or interval"));
        put(metadata, "issued", fields.text("issued", 200, IsoDates::isDate, "must be an ISO 8601 date"));
        put(
                metadata,
                "accrualPeriodicity",
                fields.text(
                        "accrualPeriodicity",
                        200,
                        text -> text.equals("irregular") || (text.startsWith("R/") && IsoDates.isRepetition(text)),
                        "must be 'irregular' or a repetition such as R/P1Y"));
        put(
                metadata,
                "temporal",
                fields.text("temporal", 200, IsoDates::isInterval, "must be an ISO 8601 interval such as 2015/2016"));
        put(metadata, "license", fields.text("license", 1_000_000, WebAddress::isUri, "must be a URI"));
        put(metadata, "rights", fields.text("rights", 255, any -> true, ""));
        put(metadata, "landingPage", fields.text("landingPage", 10_000, WebAddress::isWeb, "must be a web address"));
        for (String name : List.of("conformsTo", "describedBy")) {
            put(metadata, name, fields.text(name, 10_000, WebAddress::isUri, "must be a URI"));
        }
        putAll(metadata, "theme", fields.texts("theme", 1_000, any -> true, ""));
        putAll(metadata, "language", fields.texts("language", 100, matches(LANGUAGE), "must be a language tag"));
        putAll(metadata, "references", fields.texts("references", 10_000, WebAddress::isUri, "must be a URI"));
        putAll(metadata, "bureauCode", fields.texts("bureauCode", 100, matches(BUREAU), "must be like 015:11"));
        putAll(metadata, "programCode", fields.texts("programCode", 100, matches(PROGRAM), "must be like 015:001"));
        spatial(fields, metadata);
        contact(fields, problems, metadata);
        distributions(fields, problems, metadata);
        return metadata;
    }

    /** A name, coordinates, or against the schema a geometry as an object. */
    private static void spatial(EntryFields fields, ObjectNode metadata) {
        var spatial = fields.node("spatial");
        if (spatial.isString()) {
            String text = fields.text("spatial", 10_000, any -> true, "");
            put(metadata, "spatial", text);
            putAreas(metadata, text == null ? List.of() : Geometries.read(text));
        } else if (spatial.isObject()) {
            var areas = Geometries.read(spatial);
            if (areas.isEmpty()) {
                fields.report("spatial", "is no GeoJSON in degrees of WGS 84");
            }
            putAreas(metadata, areas);
        }
    }

    static void putAreas(ObjectNode metadata, List<Area> areas) {
        putAll(
                metadata,
                "areas",
                areas.stream().map(Area::toString).distinct().limit(Area.LIMIT).toList());
    }

    private static void contact(EntryFields fields, List<FieldProblem> problems, ObjectNode metadata) {
        var contact = fields.node("contactPoint");
        if (!contact.isObject()) {
            fields.report("contactPoint", contact.isMissingNode() ? "is missing" : "must be an object");
            return;
        }
        var contactFields = new EntryFields(contact, fields.pointerTo("contactPoint"), problems);
        var target = metadata.putObject("contact");
        put(target, "name", contactFields.requiredText("fn", 500));
        if (contactFields.isAbsent("hasEmail")) {
            contactFields.report("hasEmail", "is missing");
        }
        put(target, "email", contactFields.text("hasEmail", 1_000, matches(EMAIL), "must be like mailto:a@b.c"));
    }

    private static void distributions(EntryFields fields, List<FieldProblem> problems, ObjectNode metadata) {
        if (fields.isAbsent("distribution")) {
            return;
        }
        var list = fields.node("distribution");
        if (!list.isArray() || list.size() > 1_000) {
            fields.report("distribution", "must be a list of at most 1000 items");
            return;
        }
        var targets = metadata.putArray("distributions");
        for (int i = 0; i < list.size(); i++) {
            String pointer = fields.pointerTo("distribution") + '/' + i;
            if (!list.get(i).isObject()) {
                fields.report("distribution/" + i, "must be an object");
                continue;
            }
            var each = new EntryFields(list.get(i), pointer, problems);
            var target = JsonNodeFactory.instance.objectNode();
            put(target, "title", each.text("title", 2_000, any -> true, ""));
            put(target, "accessUrl", each.text("accessURL", 10_000, WebAddress::isWeb, "must be a web address"));
            String download = each.text("downloadURL", 10_000, WebAddress::isWeb, "must be a web address");
            put(target, "downloadUrl", download);
            put(target, "mediaType", each.text("mediaType", 500, matches(MEDIA_TYPE), "must be a media type"));
            put(target, "format", each.text("format", 500, any -> true, ""));
            if (download != null && each.isAbsent("mediaType")) {
                each.report("mediaType", "is missing beside a downloadURL");
            }
            if (!target.isEmpty()) {
                targets.add(target);
            }
        }
    }

    private static Predicate<String> matches(Pattern pattern) {
        return text -> pattern.matcher(text).matches();
    }

    static void put(ObjectNode target, String name, @Nullable String value) {
        if (value != null) {
            target.put(name, value);
        }
    }

    static void putAll(ObjectNode target, String name, List<String> values) {
        if (!values.isEmpty()) {
            var array = target.putArray(name);
            values.forEach(array::add);
        }
    }

    /** Later entries that repeat an earlier one's key lose their dataset and get a problem. */
    static List<CatalogueEntry> withoutRepetitions(List<CatalogueEntry> entries) {
        record Key(String publisher, String identifier) {}
        Map<Key, Integer> first = new HashMap<>();
        var kept = new ArrayList<CatalogueEntry>(entries.size());
        for (var entry : entries) {
            var dataset = entry.dataset();
            var earlier = dataset == null
                    ? null
                    : first.putIfAbsent(new Key(dataset.publisher(), dataset.identifier()), entry.index());
            if (earlier == null) {
                kept.add(entry);
            } else {
                var problems = new ArrayList<>(entry.problems());
                problems.add(new FieldProblem(
                        "", "publisher and identifier are those of entry " + earlier + ", which was taken"));
                kept.add(new CatalogueEntry(entry.index(), entry.identifier(), null, problems));
            }
        }
        return kept;
    }
}
