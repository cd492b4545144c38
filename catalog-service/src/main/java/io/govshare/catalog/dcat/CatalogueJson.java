package io.govshare.catalog.dcat;

import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of a stranger, read piece by piece. What can be made of it in memory is bounded by the number of its tokens, for an
 * empty object takes two bytes of text and a hundred of memory.
 */
final class CatalogueJson {

    /** A data.json of 16 MB has about 600,000: brackets, names and values. */
    static final int TOKENS_LIMIT = 1_000_000;

    /** What a JSON-LD processor makes of each token is several times larger than the token's node. */
    static final int LINKED_TOKENS_LIMIT = 200_000;

    private static final JsonMapper MAPPER = mapper(TOKENS_LIMIT);
    private static final JsonMapper LINKED = mapper(LINKED_TOKENS_LIMIT);

    private CatalogueJson() {}

    private static JsonMapper mapper(int tokens) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxTokenCount(tokens)
                                .maxNestingDepth(50)
                                .maxStringLength(1_000_000)
                                .maxNameLength(1_000)
                                .maxNumberLength(100)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * What is made of each item of the list that the document, an object, has under the name. Only one item is in memory at
     * a time.
     *
     * @param each given the item's place, from 0, and the item
     */
    static <T> List<T> items(Reader text, String name, int limit, BiFunction<Integer, JsonNode, T> each)
            throws UnreadableCatalogueException {
        try (JsonParser parser = MAPPER.createParser(text)) {
            List<T> items = null;
            if (begin(parser) == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String member = parser.currentName();
                    if (parser.nextToken() == JsonToken.START_ARRAY && member.equals(name)) {
                        items = items(parser, limit, each);
                    } else {
                        parser.skipChildren();
                    }
                }
                end(parser);
            }
            if (items == null) {
                throw new UnreadableCatalogueException("a data.json is an object with the list '" + name + "'");
            }
            return items;
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private static <T> List<T> items(JsonParser parser, int limit, BiFunction<Integer, JsonNode, T> each)
            throws UnreadableCatalogueException {
        List<T> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == limit) {
                throw new UnreadableCatalogueException("more than " + limit + " entries");
            }
            items.add(each.apply(items.size(), MAPPER.readTree(parser)));
        }
        return items;
    }

    /** Refuses what a processor of JSON-LD should not be given. */
    static void checkLinked(Reader text) throws UnreadableCatalogueException {
        try (JsonParser parser = LINKED.createParser(text)) {
            begin(parser);
            parser.skipChildren();
            end(parser);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private static JsonToken begin(JsonParser parser) throws UnreadableCatalogueException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new UnreadableCatalogueException("the body is empty");
        }
        return first;
    }

    private static void end(JsonParser parser) throws UnreadableCatalogueException {
        if (parser.nextToken() != null) {
            throw new UnreadableCatalogueException(
                    "not acceptable JSON: something follows its end",
                    parser.currentTokenLocation().getLineNr());
        }
    }

    private static UnreadableCatalogueException unreadable(JacksonException e) {
        long line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
        if (hasCause(e, CharacterCodingException.class)) {
            return new UnreadableCatalogueException("not UTF-8 in or behind this line", line);
        }
        return new UnreadableCatalogueException("not acceptable JSON: " + EntryFields.excerpt(reason(e)), line);
    }

    /** Without the places in Jackson's own terms that some of its texts have. */
    private static String reason(JacksonException e) {
        return e.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll(", from `[^`]*`", "")
                .replaceAll(" ?\\(?(start marker )?at \\[Source.*", "");
    }

    private static boolean hasCause(@Nullable Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
