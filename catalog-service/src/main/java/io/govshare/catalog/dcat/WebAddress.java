package io.govshare.catalog.dcat;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses and names that a catalogue gives. They are shown and stored, never opened. */
public final class WebAddress {

    private static final int LENGTH_LIMIT = 4_000;

    private WebAddress() {}

    /** An absolute URI that a browser may follow. */
    public static boolean isWeb(String text) {
        return isUri(text)
                && (text.regionMatches(true, 0, "https://", 0, 8)
                        || text.regionMatches(true, 0, "http://", 0, 7)
                        || text.regionMatches(true, 0, "ftp://", 0, 6));
    }

    /** Any absolute URI, RFC 3986 with the characters of RFC 3987 allowed. */
    public static boolean isUri(String text) {
        if (text.length() > LENGTH_LIMIT) {
            return false;
        }
        try {
            var uri = new URI(text);
            return uri.isAbsolute()
                    && (uri.isOpaque() ? !uri.getSchemeSpecificPart().isEmpty() : true);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
