package io.govshare.catalog.dataset;

import io.govshare.catalog.dataset.SearchWords.Group;
import io.govshare.catalog.dataset.SearchWords.Piece;
import io.govshare.catalog.dataset.SearchWords.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Makes a query of PostgreSQL's full text search out of words. A word is looked for in all languages at once, each word for
 * itself: joined the other way round, {@code -cattle} would exclude it in the languages that stem it alike only.
 */
@Repository
class SearchQueries {

    private final JdbcClient jdbc;

    SearchQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Known(String query, boolean stop) {}

    /**
     * The query as text; empty when there is nothing to look for. To exclude alone is none: an index of words knows what has
     * a word, and all the rest would have to be opened.
     */
    Optional<String> of(String words) {
        var asked = SearchWords.parse(words);
        var known = known(asked.pieces());
        // What one language leaves out cannot be asked for in the texts of all, unless there is nothing else to ask
        // for.
        return query(asked, known, each -> !each.stop()).or(() -> query(asked, known, _ -> true));
    }

    private static Optional<String> query(SearchWords asked, Map<Piece, Known> known, Predicate<Known> usable) {
        if (asked.groups().stream().noneMatch(group -> looksForSomething(group, known, usable))) {
            return Optional.empty();
        }
        return Optional.of(asked.groups().stream()
                .map(group -> query(group, known, usable))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" & ")));
    }

    /** Whether whatever meets it has a word. */
    private static boolean looksForSomething(Group group, Map<Piece, Known> known, Predicate<Known> usable) {
        var terms = group.terms().stream()
                .filter(term -> !query(term, known, usable).isEmpty())
                .toList();
        return !terms.isEmpty() && terms.stream().noneMatch(Term::negative);
    }

    private static String query(Group group, Map<Piece, Known> known, Predicate<Known> usable) {
        String terms = group.terms().stream()
                .map(term -> query(term, known, usable))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" | "));
        return terms.isEmpty() ? "" : '(' + terms + ')';
    }

    private static String query(Term term, Map<Piece, Known> known, Predicate<Known> usable) {
        String pieces = term.pieces().stream()
                .flatMap(piece -> Optional.ofNullable(known.get(piece)).stream())
                .filter(usable)
                .map(each -> '(' + each.query() + ')')
                .collect(Collectors.joining(" & "));
        return pieces.isEmpty() ? "" : term.negative() ? "!(" + pieces + ')' : pieces;
    }

    private Map<Piece, Known> known(List<Piece> pieces) {
        var known = new HashMap<Piece, Known>();
        if (pieces.isEmpty()) {
            return known;
        }
        String[] kinds = pieces.stream()
                .map(piece -> switch (piece) {
                    case Piece.Words _ -> "words";
                    case Piece.Pairs _ -> "pairs";
                    case Piece.Single _ -> "single";
                })
                .toArray(String[]::new);
        jdbc.sql("""
                        SELECT place, CASE kind
                            WHEN 'words' THEN search_phrase(text)
                            WHEN 'pairs' THEN phraseto_tsquery('simple', text)
                            ELSE to_tsquery('simple', quote_literal(text) || ':*') END::text AS query,
                          kind = 'words' AND is_stop_word(text) AS stop
                        FROM unnest(:texts::text[], :kinds::text[]) WITH ORDINALITY AS piece (text, kind, place)""")
                .param("texts", pieces.stream().map(Piece::text).toArray(String[]::new))
                .param("kinds", kinds)
                .query(rs -> {
                    String query = rs.getString("query");
                    if (query != null && !query.isEmpty()) {
                        known.put(pieces.get(rs.getInt("place") - 1), new Known(query, rs.getBoolean("stop")));
                    }
                });
        return known;
    }
}
