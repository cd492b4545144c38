package io.govshare.catalog.dcat;

import io.govshare.catalog.dataset.FieldProblem;
import io.govshare.catalog.dataset.StorableText;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/** Reads the properties of one resource; what is not as it should be is reported and left out. */
final class Subject {

    private static final int VALUES_LIMIT = 1_000;

    private final RdfDocument document;
    private final Node node;
    private final String pointer;
    private final List<FieldProblem> problems;

    Subject(RdfDocument document, Node node, String pointer, List<FieldProblem> problems) {
        this.document = document;
        this.node = node;
        this.pointer = pointer;
        this.problems = problems;
    }

    void report(Node predicate, String reason) {
        if (problems.size() < EntryFields.PROBLEMS_LIMIT) {
            problems.add(new FieldProblem(pointer + '/' + DcatTerms.shortName(predicate), reason));
        }
    }

    List<Node> values(Node predicate) {
        var values = document.objects(node, predicate);
        if (values.size() > VALUES_LIMIT) {
            report(predicate, "has more than " + VALUES_LIMIT + " values; the rest was left out");
            return values.subList(0, VALUES_LIMIT);
        }
        return values;
    }

    Subject below(Node predicate, int index, Node value) {
        return new Subject(document, value, pointer + '/' + DcatTerms.shortName(predicate) + '/' + index, problems);
    }

    /** The texts by language tag, the empty tag for none; texts that are too long are cut and reported. */
    SequencedMap<String, String> texts(Node predicate, int limit) {
        var texts = new TreeMap<String, String>();
        for (var value : values(predicate)) {
            if (!value.isLiteral()) {
                report(predicate, "must be a text");
                continue;
            }
            String text = value.getLiteralLexicalForm();
            if (text.isBlank()) {
                report(predicate, "is empty");
            } else if (!StorableText.is(text)) {
                report(predicate, StorableText.REASON);
            } else if (text.length() > limit) {
                report(predicate, "is longer than " + limit + " characters (" + text.length() + ") and was cut there");
                texts.putIfAbsent(value.getLiteralLanguage(), DcatUsReader.cut(text, limit));
            } else {
                texts.putIfAbsent(value.getLiteralLanguage(), text);
            }
        }
        return texts;
    }

    /** All texts without regard to language. */
    List<String> words(Node predicate, int limit) {
        var words = new ArrayList<String>();
        for (var value : values(predicate)) {
            String text = value.isLiteral() ? value.getLiteralLexicalForm() : "";
            if (text.isBlank() || text.length() > limit || !StorableText.is(text)) {
                report(predicate, "must be a text of at most " + limit + " characters");
            } else if (!words.contains(text)) {
                words.add(text);
            }
        }
        words.sort(null);
        return words;
    }

    /** The first value that is a literal meeting the condition. */
    @Nullable
    String literal(Node predicate, Predicate<String> condition, String expectation) {
        for (var value : values(predicate)) {
            String text = value.isLiteral() ? value.getLiteralLexicalForm() : value.toString();
            if (value.isLiteral() && StorableText.is(text) && condition.test(text)) {
                return text;
            }
            report(predicate, expectation + ", not \"" + EntryFields.excerpt(text) + '"');
        }
        return null;
    }

    /** The values that are IRIs meeting the condition. */
    List<String> iris(Node predicate, Predicate<String> condition, String expectation) {
        var iris = new ArrayList<String>();
        for (var value : values(predicate)) {
            if (value.isBlank()) {
                continue;
            }
            String text = value.isURI() ? value.getURI() : value.getLiteralLexicalForm();
            if (value.isURI() && StorableText.is(text) && condition.test(text)) {
                iris.add(text);
            } else {
                report(predicate, expectation + ", not \"" + EntryFields.excerpt(text) + '"');
            }
        }
        iris.sort(null);
        return iris;
    }

    @Nullable
    String iri(Node predicate, Predicate<String> condition, String expectation) {
        var iris = iris(predicate, condition, expectation);
        return iris.isEmpty() ? null : iris.getFirst();
    }
}
