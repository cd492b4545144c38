package io.govshare.catalog.dataset;

import tools.jackson.databind.JsonNode;

/** Text that PostgreSQL, UTF-8 and every reader can take: no U+0000, no half of a surrogate pair. */
public final class StorableText {

    public static final String REASON = "contains U+0000 or half of a surrogate pair";
    public static final String ONE_LINE_REASON = "contains a line end or another control character";

    private StorableText() {}

    public static boolean is(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is one line to every reader: neither line ends nor other control characters. */
    public static boolean isOneLine(CharSequence text) {
        return text.chars()
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }

    /** Whether all names and texts of the document are storable; the caller bounds its depth. */
    public static boolean inAllOf(JsonNode node) {
        if (node.isString()) {
            return is(node.stringValue());
        }
        for (var property : node.properties()) {
            if (!is(property.getKey()) || !inAllOf(property.getValue())) {
                return false;
            }
        }
        if (node.isArray()) {
            for (var item : node) {
                if (!inAllOf(item)) {
                    return false;
                }
            }
        }
        return true;
    }
}
