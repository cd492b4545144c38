package io.govshare.catalog.export;

import io.govshare.catalog.dataset.DatasetProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.turn.Turns;
import java.time.Duration;
import org.apache.jena.riot.RDFFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes documents of the catalogue, a few at a time: a page of the largest size takes tens of megabytes as a graph. */
@Component
class CatalogueExports {

    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BUSY = Duration.ofSeconds(5);

    private final ExportProperties properties;
    private final JsonMapper json;
    private final Turns turns = new Turns(AT_ONCE, 1, PATIENCE);

    CatalogueExports(ExportProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
    }

    /**
     * Waits until the operator may have a document, which is its only one until it is written.
     *
     * @throws ProblemException when too many are at it for too long, or the operator itself
     */
    void awaitTurn(Operator operator) {
        if (!turns.take(operator.id())) {
            throw new ProblemException(DatasetProblem.CATALOGUE_BUSY, "Try again in a moment").retryAfter(BUSY);
        }
    }

    byte[] write(CatalogueDocument document, CatalogueSyntax syntax) {
        return switch (syntax) {
            case DCAT_US -> DcatUsWriter.write(document, json);
            case JSON_LD -> DcatApWriter.write(document, properties, RDFFormat.JSONLD11);
            case TURTLE -> DcatApWriter.write(document, properties, RDFFormat.TURTLE);
            case RDF_XML -> DcatApWriter.write(document, properties, RDFFormat.RDFXML_PLAIN);
        };
    }
}
