package io.govshare.catalog.dataset;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.SchemaException;
import com.networknt.schema.regex.RegularExpression;
import java.util.regex.MatchResult;

/// A schema's `pattern`, matched in time linear in the text.
///
/// The JDK's engine backtracks: `(a+)+$` on forty letters keeps a processor busy for hours, and the pattern comes from
/// an agency. RE2 has no look-around and no back references; a pattern that needs them is refused when the schema is
/// registered, not when the first record arrives.
final class LinearPattern implements RegularExpression {

    private static final int LENGTH_LIMIT = 1_000;
    private static final int REPETITIONS_LIMIT = 1_000;
    private static final java.util.regex.Pattern UNICODE_ESCAPE =
            java.util.regex.Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|(.))", java.util.regex.Pattern.DOTALL);
    private static final java.util.regex.Pattern REPETITION = java.util.regex.Pattern.compile("\\{(\\d*),?(\\d*)}");

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static LinearPattern compile(String expression) {
        if (expression.length() > LENGTH_LIMIT) {
            throw new SchemaException("pattern longer than " + LENGTH_LIMIT + " characters");
        }
        checkRepetitions(expression);
        try {
            // ECMA-262 writes \u00e9 where RE2 writes \x{00e9}.
            String translated = UNICODE_ESCAPE.matcher(expression).replaceAll(LinearPattern::translate);
            return new LinearPattern(Pattern.compile(translated));
        } catch (PatternSyntaxException e) {
            throw new SchemaException(
                    "pattern not supported (RE2 syntax, no look-around or back references): " + e.getDescription());
        }
    }

    private static String translate(MatchResult escape) {
        String hex = escape.group(1);
        return java.util.regex.Matcher.quoteReplacement(hex == null ? escape.group() : "\\x{" + hex + "}");
    }

    /// RE2 unrolls counted repetitions, nested ones by their product; so the product is what is bounded.
    private static void checkRepetitions(String expression) {
        long product = 1;
        var matcher = REPETITION.matcher(expression);
        while (matcher.find()) {
            for (int group = 1; group <= 2; group++) {
                String count = matcher.group(group);
                if (count.length() > 4) {
                    throw new SchemaException("pattern repeats more than " + REPETITIONS_LIMIT + " times");
                }
            }
            String highest = matcher.group(2).isEmpty() ? matcher.group(1) : matcher.group(2);
            product *= highest.isEmpty() ? 1 : Math.max(1, Integer.parseInt(highest));
            if (product > 1_000_000) {
                throw new SchemaException("pattern with too many repetitions");
            }
        }
    }

    @Override
    public boolean matches(String value) {
        Matcher matcher = pattern.matcher(value);
        return matcher.find();
    }
}
