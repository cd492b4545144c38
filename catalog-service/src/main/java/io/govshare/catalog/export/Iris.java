package io.govshare.catalog.export;

import io.govshare.catalog.dataset.StorableText;
import io.govshare.catalog.dcat.WebAddress;
import java.net.URI;
import java.util.Locale;
import org.apache.jena.irix.IRIException;
import org.apache.jena.irix.IRIx;

/** What may stand as an IRI in every syntax. */
final class Iris {

    private Iris() {}

    static boolean isIri(String text) {
        return WebAddress.isUri(text) && fits(text);
    }

    static boolean isWeb(String text) {
        return WebAddress.isWeb(text) && fits(text);
    }

    private static boolean fits(String text) {
        try {
            IRIx.create(written(text));
            // RDF/XML has no way to write the two noncharacters of the first plane, escaped or not.
            return !isShortened(text)
                    && StorableText.is(text)
                    && text.indexOf('\ufffe') < 0
                    && text.indexOf('\uffff') < 0;
        } catch (IRIException e) {
            return false;
        }
    }

    /** A reader of JSON-LD takes {@code dct:title} for a longer name, though it is a well-formed IRI by itself. */
    private static boolean isShortened(String iri) {
        int colon = iri.indexOf(':');
        return DcatApWriter.PREFIXES.containsKey(iri.substring(0, colon).toLowerCase(Locale.ROOT))
                && !iri.startsWith("//", colon + 1);
    }

    /** Catalogues have addresses such as {@code ?a[0]=b}, which work and which RFC 3986 wants with escaped brackets. */
    static String written(String iri) {
        if (iri.indexOf('[') < 0 && iri.indexOf(']') < 0) {
            return iri;
        }
        int authority = iri.indexOf("://");
        int path = authority < 0 ? 0 : iri.indexOf('/', authority + 3);
        return path < 0
                ? iri
                : iri.substring(0, path)
                        + iri.substring(path).replace("[", "%5B").replace("]", "%5D");
    }

    /** For JSON, whose readers expect a URI of RFC 3986. */
    static String uri(String iri) {
        return URI.create(written(iri)).toASCIIString();
    }
}
