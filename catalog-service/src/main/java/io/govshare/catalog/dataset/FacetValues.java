package io.govshare.catalog.dataset;

import io.govshare.catalog.vocabulary.FileTypes;
import io.govshare.catalog.vocabulary.Languages;
import io.govshare.catalog.vocabulary.Themes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The values that a dataset has of those facets that have no column, under one name for what catalogues write in many ways. */
final class FacetValues {

    /** Longer ones cannot be chosen: an entry of the index takes 2,700 bytes. */
    static final int LENGTH_LIMIT = 500;

    /** Of one dataset and one facet; counting goes through all of them. */
    private static final int VALUES_LIMIT = 20;

    private FacetValues() {}

    /** As they are stored. */
    static List<String> stored(String agency, @Nullable String publisher, JsonNode metadata) {
        var stored = new ArrayList<String>();
        add(stored, Facet.PUBLISHER, publisher(agency, publisher, metadata));
        add(
                stored,
                Facet.THEME,
                texts(metadata.path("theme")).map(theme -> Themes.label(theme).orElse(theme)));
        add(stored, Facet.FORMAT, formats(metadata));
        add(stored, Facet.LANGUAGE, texts(metadata.path("language")).map(FacetValues::language));
        return stored;
    }

    private static void add(List<String> stored, Facet facet, Stream<String> values) {
        values.map(String::strip)
                .filter(value -> !value.isEmpty() && value.length() <= LENGTH_LIMIT)
                .distinct()
                .limit(VALUES_LIMIT)
                .forEach(value -> stored.add(facet.stored(value)));
    }

    private static Stream<String> publisher(String agency, @Nullable String publisher, JsonNode metadata) {
        return Stream.of(metadata.path("publisherName").asString(""), publisher == null ? "" : publisher, agency)
                .filter(name -> !name.isBlank())
                .limit(1);
    }

    /** Records of what was created here are given as JSON. */
    private static Stream<String> formats(JsonNode metadata) {
        if (!metadata.has("format")) {
            return Stream.of("JSON");
        }
        return items(metadata.path("distributions"))
                .flatMap(each -> FileTypes.common(text(each, "format"), text(each, "mediaType")).stream());
    }

    private static String language(String tagOrIri) {
        return Languages.tag(tagOrIri)
                .map(tag -> tag.split("-", 2)[0].toLowerCase(Locale.ROOT))
                .orElse(tagOrIri);
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Stream<String> texts(JsonNode node) {
        return (node.isArray() ? items(node) : Stream.of(node)).map(each -> each.asString(""));
    }

    private static @Nullable String text(JsonNode object, String name) {
        String text = object.path(name).asString("");
        return text.isBlank() ? null : text;
    }
}
