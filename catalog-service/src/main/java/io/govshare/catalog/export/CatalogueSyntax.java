package io.govshare.catalog.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** The forms that the catalogue is given in; the first is for whoever takes anything. */
enum CatalogueSyntax {
    DCAT_US(CatalogueSyntax.JSON),
    JSON_LD(CatalogueSyntax.LINKED_JSON),
    TURTLE(CatalogueSyntax.TEXT),
    RDF_XML(CatalogueSyntax.XML);

    static final String JSON = "application/json";
    static final String LINKED_JSON = "application/ld+json";
    static final String TEXT = "text/turtle";
    static final String XML = "application/rdf+xml";

    private final String type;

    CatalogueSyntax(String type) {
        this.type = type;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** What a caller who sends this {@code Accept} likes best; empty if it is nothing of this. */
    static Optional<CatalogueSyntax> accepted(List<String> accept) {
        try {
            var accepted = new ArrayList<>(MediaType.parseMediaTypes(accept));
            if (accepted.isEmpty()) {
                return Optional.of(DCAT_US);
            }
            MimeTypeUtils.sortBySpecificity(accepted);
            for (MediaType wanted : accepted) {
                for (var syntax : values()) {
                    if (wanted.getQualityValue() > 0 && wanted.includes(syntax.type())) {
                        return Optional.of(syntax);
                    }
                }
            }
            return Optional.empty();
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
    }
}
