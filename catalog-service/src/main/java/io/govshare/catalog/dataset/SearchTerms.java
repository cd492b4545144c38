package io.govshare.catalog.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * All that a dataset is found by: its texts with the configuration of PostgreSQL's full text search that reads them, and
 * their weights. A text whose language is known goes to its stemmer, others to all of them, and every text to the
 * configuration without one. The sum of lengths keeps within what a row's index entry may hold.
 */
record SearchTerms(List<String> configurations, List<String> texts, List<String> weights) {

    /** Raised when words, facets, places or times would be made of a dataset otherwise than before; older rows are then renewed. */
    static final int EDITION = 3;

    private static final Map<String, String> STEMMERS =
            Map.of("en", "english", "fr", "french", "nl", "dutch", "de", "german");
    private static final String NO_STEMMER = "simple";

    private static final int TITLE_LIMIT = 5_000;
    private static final int KEYWORDS_LIMIT = 10_000;
    private static final int DESCRIPTION_LIMIT = 40_000;
    private static final int PAIRS_LIMIT = 60_000;

    SearchTerms {
        configurations = List.copyOf(configurations);
        texts = List.copyOf(texts);
        weights = List.copyOf(weights);
    }

    private record Text(String language, SearchText text) {}

    static SearchTerms of(String title, String description, List<String> keywords, JsonNode metadata) {
        var terms = new Collector();
        terms.add("A", TITLE_LIMIT, texts(title, metadata.path("titles")));
        terms.add("B", KEYWORDS_LIMIT, List.of(new Text("", SearchText.of(String.join("\n", keywords)))));
        terms.add("D", DESCRIPTION_LIMIT, texts(description, metadata.path("descriptions")));
        return new SearchTerms(terms.configurations, terms.texts, terms.weights);
    }

    private static List<Text> texts(String first, JsonNode others) {
        var texts = new ArrayList<Text>();
        boolean known = false;
        for (var other : others.properties()) {
            String text = other.getValue().asString("");
            known |= text.equals(first);
            String language = other.getKey().split("-", 2)[0].toLowerCase(Locale.ROOT);
            texts.add(new Text(language, SearchText.of(text)));
        }
        if (!known) {
            texts.add(new Text("", SearchText.of(first)));
        }
        return texts;
    }

    private static final class Collector {

        private final List<String> configurations = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final List<String> weights = new ArrayList<>();

        private void add(String weight, int limit, List<Text> all) {
            add(NO_STEMMER, weight, limit, all, text -> text.text().words());
            STEMMERS.forEach((language, configuration) -> {
                var readable = all.stream()
                        .filter(text -> text.language().equals(language) || !STEMMERS.containsKey(text.language()))
                        .toList();
                add(configuration, weight, limit, readable, text -> text.text().words());
            });
            add(NO_STEMMER, weight, PAIRS_LIMIT, all, text -> text.text().pairs());
        }

        private void add(String configuration, String weight, int limit, List<Text> all, Function<Text, String> what) {
            var joined = new StringBuilder();
            for (var text : all) {
                joined.append(what.apply(text)).append('\n');
            }
            if (!joined.toString().isBlank()) {
                configurations.add(configuration);
                weights.add(weight);
                texts.add(cut(joined, limit));
            }
        }

        private static String cut(StringBuilder text, int limit) {
            if (text.length() <= limit) {
                return text.toString();
            }
            return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
        }
    }
}
