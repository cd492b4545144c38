package io.govshare.catalog.vocabulary;

import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Languages as tags of BCP 47 and as IRIs of the EU's vocabulary, which are made of the three letters of ISO 639-2/T. */
public final class Languages {

    private static final String VOCABULARY = "http://publications.europa.eu/resource/authority/language/";

    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}");

    /** What all syntaxes and the schema of DCAT-US agree on. */
    private static final Pattern PLAIN_TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");

    private static final Map<String, String> TWO_LETTERS = new HashMap<>();
    private static final Map<String, String> THREE_LETTERS = new HashMap<>();

    static {
        for (String two : Locale.getISOLanguages()) {
            String three = Locale.of(two).getISO3Language().toUpperCase(Locale.ROOT);
            TWO_LETTERS.putIfAbsent(three, two);
            THREE_LETTERS.put(two, three);
        }
    }

    private Languages() {}

    /** Whether it may stand as the language of a text: a language by BCP 47, for readers of JSON-LD drop any other text. */
    public static boolean isTag(String text) {
        try {
            return TAG.matcher(text).matches()
                    && !new Locale.Builder()
                            .setLanguageTag(text)
                            .build()
                            .getLanguage()
                            .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    /** Of the vocabulary, for the language of a tag. */
    public static Optional<String> iri(String tag) {
        String first = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
        return Optional.ofNullable(THREE_LETTERS.get(first)).map(three -> VOCABULARY + three);
    }

    /** Of an IRI of the vocabulary, or the tag itself if every syntax has it. */
    public static Optional<String> tag(String language) {
        if (language.startsWith(VOCABULARY)) {
            return Optional.ofNullable(TWO_LETTERS.get(language.substring(VOCABULARY.length())));
        }
        return Optional.of(language).filter(text -> PLAIN_TAG.matcher(text).matches());
    }
}
