package io.govshare.catalog.dcat;

import java.util.Optional;
import org.apache.jena.riot.Lang;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The ways to write RDF that are read. */
enum RdfSyntax {
    TURTLE,
    RDF_XML,
    JSON_LD;

    Lang lang() {
        return switch (this) {
            case TURTLE -> Lang.TURTLE;
            case RDF_XML -> Lang.RDFXML;
            case JSON_LD -> Lang.JSONLD11;
        };
    }

    /** By the request's media type; Turtle if it says nothing particular. */
    static Optional<RdfSyntax> of(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.of(TURTLE);
        }
        try {
            var type = MediaType.parseMediaType(contentType);
            return switch (type.getType() + '/' + type.getSubtype()) {
                case "text/turtle", "application/x-turtle", "application/octet-stream", "text/plain" ->
                    Optional.of(TURTLE);
                case "application/rdf+xml" -> Optional.of(RDF_XML);
                case "application/ld+json" -> Optional.of(JSON_LD);
                default -> Optional.empty();
            };
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
    }
}
