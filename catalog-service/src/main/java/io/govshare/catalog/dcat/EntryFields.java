package io.govshare.catalog.dcat;

import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.catalog.dataset.StorableText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of one JSON object; what is not as it should be is reported and left out. */
final class EntryFields {

    static final int PROBLEMS_LIMIT = 50;
    private static final int ITEMS_LIMIT = 1_000;

    private final JsonNode object;
    private final String pointer;
    private final List<FieldProblem> problems;

    EntryFields(JsonNode object, String pointer, List<FieldProblem> problems) {
        this.object = object;
        this.pointer = pointer;
        this.problems = problems;
    }

    JsonNode node(String name) {
        return object.path(name);
    }

    String pointerTo(String name) {
        return pointer + '/' + name;
    }

    void report(String name, String reason) {
        reportAt(pointerTo(name), reason);
    }

    private void reportAt(String place, String reason) {
        if (problems.size() < PROBLEMS_LIMIT) {
            problems.add(new FieldProblem(place, reason));
        }
    }

    boolean isAbsent(String name) {
        var value = node(name);
        return value.isMissingNode() || value.isNull() || isRedacted(value);
    }

    /** A field that must be there as a text of bounded length. */
    @Nullable
    String requiredText(String name, int limit) {
        var value = node(name);
        if (value.isMissingNode() || value.isNull()) {
            report(name, value.isNull() ? "is null, but required" : "is missing");
            return null;
        }
        return text(name, limit, any -> true, "");
    }

    /** A text that meets a condition; absent, or faulty and reported, it is null. */
    @Nullable
    String text(String name, int limit, Predicate<String> condition, String expectation) {
        var value = node(name);
        return isAbsent(name) ? null : text(value, pointerTo(name), limit, condition, expectation);
    }

    /** The texts of an array; items that are faulty are reported and left out. */
    List<String> texts(String name, int limit, Predicate<String> condition, String expectation) {
        if (isAbsent(name)) {
            return List.of();
        }
        var array = node(name);
        if (!array.isArray() || array.isEmpty()) {
            report(name, "must be a list with at least one item");
            return List.of();
        }
        if (array.size() > ITEMS_LIMIT) {
            report(name, "has more than " + ITEMS_LIMIT + " items");
            return List.of();
        }
        var texts = new ArrayList<String>(array.size());
        for (int i = 0; i < array.size(); i++) {
            String text = text(array.get(i), pointerTo(name) + '/' + i, limit, condition, expectation);
            if (text != null && !texts.contains(text)) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    private @Nullable String text(
            JsonNode value, String place, int limit, Predicate<String> condition, String expectation) {
        if (!value.isString()) {
            reportAt(place, "must be a text");
            return null;
        }
        String text = value.stringValue();
        if (text.isBlank()) {
            reportAt(place, "is empty");
        } else if (!StorableText.is(text)) {
            reportAt(place, StorableText.REASON);
        } else if (text.length() > limit) {
            reportAt(place, "is longer than " + limit + " characters (" + text.length() + ")");
        } else if (!condition.test(text)) {
            reportAt(place, expectation + ", not \"" + excerpt(text) + '"');
        } else {
            return text;
        }
        return null;
    }

    private static boolean isRedacted(JsonNode value) {
        return value.isString()
                && value.stringValue().startsWith("[[REDACTED")
                && value.stringValue().endsWith("]]");
    }

    static String excerpt(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, line.offsetByCodePoints(0, 30)) + "…";
    }
}
