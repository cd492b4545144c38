package io.govshare.catalog.dataset;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.SchemaException;
import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.MatchResult;

/**
 * A schema's {@code pattern}, matched in time linear in the text.
 *
 * <p>The JDK's engine backtracks: {@code (a+)+$} on forty letters keeps a processor busy for hours, and the pattern comes from
 * an agency. RE2 has no look-around and no back references; a pattern that needs them is refused when the schema is
 * registered, not when the first record arrives.
 */
final class LinearPattern implements RegularExpression {

    private static final int LENGTH_LIMIT = 1_000;
    private static final int SIZE_LIMIT = 2_000;
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
        checkSize(expression);
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

    /**
     * RE2 unrolls counted repetitions, nested ones by their product; so the size of the unrolled pattern is what is
     * bounded. An estimate: one for each character or class, groups and counts as they nest.
     */
    private static void checkSize(String expression) {
        Deque<Long> outer = new ArrayDeque<>();
        long size = 0;
        long last = 0;
        int i = 0;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            if (c == '(') {
                outer.push(size + last);
                size = 0;
                last = 0;
                i++;
            } else if (c == ')' && !outer.isEmpty()) {
                last = size + last + 1;
                size = outer.pop();
                i++;
            } else {
                var repetition = REPETITION.matcher(expression).region(i, expression.length());
                if (repetition.lookingAt()) {
                    last *= Math.max(1, Math.max(count(repetition.group(1)), count(repetition.group(2))));
                    i = repetition.end();
                } else {
                    size += last;
                    last = 1;
                    i = c == '[' ? endOfClass(expression, i) : c == '\\' ? i + 2 : i + 1;
                }
            }
            if (size + last > SIZE_LIMIT) {
                throw new SchemaException("pattern too large once its repetitions are written out");
            }
        }
    }

    private static long count(String digits) {
        return digits.isEmpty() ? 1 : digits.length() > 4 ? SIZE_LIMIT + 1 : Integer.parseInt(digits);
    }

    private static int endOfClass(String expression, int start) {
        int i = start + 1;
        while (i < expression.length() && (expression.charAt(i) != ']' || i == start + 1)) {
            i += expression.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    @Override
    public boolean matches(String value) {
        return pattern.matcher(value).find();
    }
}
