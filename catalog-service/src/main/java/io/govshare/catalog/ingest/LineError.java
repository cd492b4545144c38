package io.govshare.catalog.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why a line was not taken.
 *
 * @param line where its record begins, from 1; with CSV the header counts
 * @param field name of the top-level field, absent when it is about the whole line
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LineError(long line, @Nullable String field, String reason) {

    /** Longest reason or field that is kept; both can carry what the sender wrote. */
    static final int MAX_TEXT = 300;

    LineError {
        field = field == null ? null : shortened(field);
        reason = shortened(reason);
    }

    // PostgreSQL's text cannot hold U+0000, and a cut through a surrogate pair would not be a character.
    private static String shortened(String text) {
        String clean = text.replace("\u0000", "\\u0000");
        if (clean.length() <= MAX_TEXT) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(MAX_TEXT - 2)) ? MAX_TEXT - 2 : MAX_TEXT - 1;
        return clean.substring(0, end) + "…";
    }
}
