package io.govshare.catalog.dcat;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.apache.jena.atlas.AtlasException;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.shared.JenaException;
import org.apache.jena.sparql.core.Quad;

/**
 * The triples of an RDF text, and the subjects that are datasets in the order of the text.
 *
 * <p>Parsing opens nothing: no remote JSON-LD context, no document type, no include. A document type declaration is refused
 * as such, for its entities are the only use of it, and the bombs. Triples are counted while they come.
 */
final class RdfDocument {

    /** Each may take half a kilobyte of memory. */
    static final int TRIPLES_LIMIT = 100_000;

    private static final int DEPTH_LIMIT = 64;
    private static final int LITERAL_LIMIT = 500_000;

    private record Property(Node subject, Node predicate) {}

    private final Map<Property, List<Node>> values;
    private final SequencedSet<Node> datasets;

    private RdfDocument(Map<Property, List<Node>> values, SequencedSet<Node> datasets) {
        this.values = values;
        this.datasets = datasets;
    }

    SequencedSet<Node> datasets() {
        return datasets;
    }

    /** What the subject has under the predicate, each once, in the order of the text. */
    List<Node> objects(Node subject, Node predicate) {
        return values.getOrDefault(new Property(subject, predicate), List.of()).stream()
                .distinct()
                .toList();
    }

    static RdfDocument parse(String text, RdfSyntax syntax) throws UnreadableCatalogueException {
        guard(text, syntax);
        var collector = new Collector();
        try {
            var options = new JsonLdOptions((uri, loading) -> {
                throw new JsonLdError(
                        JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED,
                        "contexts from elsewhere are not loaded: " + uri);
            });
            options.setTimeout(Duration.ofSeconds(20));
            RDFParser.fromString(text, syntax.lang())
                    .base("urn:govshare:import:")
                    .errorHandler(new Strict())
                    .set(LangJSONLD11.JSONLD_OPTIONS, options)
                    .parse(collector);
        } catch (SyntaxFault e) {
            throw new UnreadableCatalogueException(EntryFields.excerpt(e.reason), e.line);
        } catch (TooMuch e) {
            throw new UnreadableCatalogueException(e.reason);
        } catch (RiotException | AtlasException e) {
            throw new UnreadableCatalogueException(
                    "not acceptable " + syntax.lang().getLabel() + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        } catch (JenaException e) {
            throw new UnreadableCatalogueException(
                    "not acceptable " + syntax.lang().getLabel());
        }
        return new RdfDocument(collector.values, collector.datasets);
    }

    private static void guard(String text, RdfSyntax syntax) throws UnreadableCatalogueException {
        switch (syntax) {
            case TURTLE -> {
                if (TurtleNesting.isDeeperThan(DEPTH_LIMIT, text)) {
                    throw new UnreadableCatalogueException("nested deeper than " + DEPTH_LIMIT + " levels");
                }
            }
            case RDF_XML -> {
                if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
                    throw new UnreadableCatalogueException("document type declarations and entities are not read");
                }
            }
            case JSON_LD -> CatalogueJson.checkLinked(new StringReader(text));
        }
    }

    private static final class Collector extends StreamRDFBase {

        private final Map<Property, List<Node>> values = new HashMap<>();
        private final LinkedHashSet<Node> datasets = new LinkedHashSet<>();
        private int triples;

        @Override
        public void triple(Triple triple) {
            if (++triples > TRIPLES_LIMIT) {
                throw new TooMuch("more than " + TRIPLES_LIMIT + " triples");
            }
            var object = triple.getObject();
            if (object.isLiteral() && object.getLiteralLexicalForm().length() > LITERAL_LIMIT) {
                throw new TooMuch("a text of more than " + LITERAL_LIMIT + " characters");
            }
            if (triple.getPredicate().equals(DcatTerms.TYPE) && object.equals(DcatTerms.DATASET)) {
                datasets.add(triple.getSubject());
            }
            // Most properties have one value, and the list is as small.
            values.computeIfAbsent(new Property(triple.getSubject(), triple.getPredicate()), _ -> new ArrayList<>(1))
                    .add(object);
        }

        @Override
        public void quad(Quad quad) {
            triple(quad.asTriple());
        }
    }

    private static final class TooMuch extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String reason;

        TooMuch(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private static final class SyntaxFault extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String reason;
        private final long line;

        SyntaxFault(String reason, long line) {
            super(reason);
            this.reason = reason;
            this.line = line;
        }
    }

    /** Warnings are about values, which are judged entry by entry; errors end the reading. */
    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(String message, long line, long col) {}

        @Override
        public void error(String message, long line, long col) {
            throw new SyntaxFault(message, Math.max(0, line));
        }

        @Override
        public void fatal(String message, long line, long col) {
            throw new SyntaxFault(message, Math.max(0, line));
        }
    }
}
