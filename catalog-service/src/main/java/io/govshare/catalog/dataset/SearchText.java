package io.govshare.catalog.dataset;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text as it is searched: without case and accents, and with the runs of characters taken out that no space divides into
 * words. Those are searched by pairs of neighbours, {@code 公共预算} as {@code 公共 共预 预算}: any part of two characters or
 * more is then a sequence of pairs, whatever the words may be, and no dictionary is needed. The last character stands
 * alone as well, so that each single one begins some entry.
 *
 * @param words what is left, with spaces for the runs
 * @param runs in their order
 */
record SearchText(String words, List<String> runs) {

    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");
    private static final Set<UnicodeScript> UNDIVIDED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);
    private static final int LONG_VOWEL = 0x30fc;

    SearchText {
        runs = List.copyOf(runs);
    }

    static SearchText of(String text) {
        String folded = folded(text);
        var words = new StringBuilder();
        var runs = new ArrayList<String>();
        var run = new StringBuilder();
        folded.codePoints().forEach(c -> {
            if (isUndivided(c) || (c == LONG_VOWEL && !run.isEmpty())) {
                run.appendCodePoint(c);
                return;
            }
            if (!run.isEmpty()) {
                runs.add(run.toString());
                run.setLength(0);
                words.append(' ');
            }
            words.appendCodePoint(c);
        });
        if (!run.isEmpty()) {
            runs.add(run.toString());
        }
        return new SearchText(words.toString(), runs);
    }

    /** The pairs of all runs, for storing. */
    String pairs() {
        var pairs = new StringBuilder();
        for (String run : runs) {
            pairs(run, pairs);
            pairs.appendCodePoint(run.codePointBefore(run.length())).append(' ');
        }
        return pairs.toString();
    }

    /** The pairs of one run, for asking; of a single character none. */
    static String pairs(String run) {
        var pairs = new StringBuilder();
        pairs(run, pairs);
        return pairs.toString();
    }

    private static void pairs(String run, StringBuilder pairs) {
        int[] characters = run.codePoints().toArray();
        for (int i = 1; i < characters.length; i++) {
            pairs.appendCodePoint(characters[i - 1])
                    .appendCodePoint(characters[i])
                    .append(' ');
        }
    }

    private static boolean isUndivided(int c) {
        // The vowels of Thai and its neighbours are marks.
        int type = Character.getType(c);
        return (Character.isAlphabetic(c)
                        || type == Character.NON_SPACING_MARK
                        || type == Character.COMBINING_SPACING_MARK)
                && UNDIVIDED.contains(UnicodeScript.of(c));
    }

    /** Decomposed, the accents are characters of their own; other marks, as those of Kana and Hangul, are put back. */
    private static String folded(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String bare = ACCENTS.matcher(decomposed).replaceAll("");
        return Normalizer.normalize(bare, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
    }
}
