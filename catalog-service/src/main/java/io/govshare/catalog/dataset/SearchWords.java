package io.govshare.catalog.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody looks for: words that must all be there, {@code "in sequence"}, {@code or} between two of them, {@code
 * -without}. Nothing that is typed is an error; what cannot be looked for is left out.
 *
 * @param groups all of which hold
 */
record SearchWords(List<Group> groups) {

    /** More than fits into a question that a person asks; each costs the database a look-up in each language. */
    private static final int PIECES_LIMIT = 40;

    private static final Pattern TOKEN = Pattern.compile("-?\"[^\"]*\"?|\\S+");

    SearchWords {
        groups = List.copyOf(groups);
    }

    /** @param terms of which one holds */
    record Group(List<Term> terms) {

        Group {
            terms = List.copyOf(terms);
        }
    }

    /** @param pieces which all hold, or, if it is negative, do not all hold */
    record Term(boolean negative, List<Piece> pieces) {

        Term {
            pieces = List.copyOf(pieces);
        }
    }

    sealed interface Piece {

        String text();

        /** Words in sequence, mostly one. */
        record Words(String text) implements Piece {}

        /** Characters in sequence, two or more. */
        record Pairs(String text) implements Piece {}

        /** One character at the beginning of any pair. */
        record Single(String text) implements Piece {}
    }

    static SearchWords parse(String asked) {
        var groups = new ArrayList<List<Term>>();
        boolean alternative = false;
        int pieces = 0;
        for (var token : TOKEN.matcher(asked).results().toList()) {
            String text = token.group();
            if (text.equalsIgnoreCase("or") && !groups.isEmpty()) {
                alternative = true;
                continue;
            }
            var term = term(text);
            pieces += term.pieces().size();
            if (pieces > PIECES_LIMIT) {
                break;
            }
            if (term.pieces().isEmpty()) {
                continue;
            }
            if (alternative) {
                groups.getLast().add(term);
            } else {
                groups.add(new ArrayList<>(List.of(term)));
            }
            alternative = false;
        }
        return new SearchWords(groups.stream().map(Group::new).toList());
    }

    private static Term term(String token) {
        boolean negative = token.startsWith("-") && token.length() > 1;
        var text = SearchText.of(token.substring(negative ? 1 : 0).replace('"', ' '));
        var pieces = new ArrayList<Piece>();
        if (text.words().codePoints().anyMatch(Character::isLetterOrDigit)) {
            pieces.add(new Piece.Words(text.words().strip()));
        }
        for (String run : text.runs()) {
            String pairs = SearchText.pairs(run);
            pieces.add(pairs.isEmpty() ? new Piece.Single(run) : new Piece.Pairs(pairs));
        }
        return new Term(negative, pieces);
    }

    List<Piece> pieces() {
        return groups.stream()
                .flatMap(group -> group.terms().stream())
                .flatMap(term -> term.pieces().stream())
                .distinct()
                .toList();
    }
}
