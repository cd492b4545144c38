package io.govshare.catalog.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The entity tag of a page: changes when an item, a count or the place of the next page changes. */
final class ListingTag {

    private ListingTag() {}

    static String of(DatasetSearch.Page page) {
        var text = new StringBuilder();
        for (var dataset : page.datasets()) {
            text.append(dataset.id()).append(':').append(dataset.revision()).append('\n');
        }
        text.append(page.next()).append('\n').append(page.facets());
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
