package io.govshare.catalog.dataset;

/**
 * What is wrong with one place of a document.
 *
 * @param pointer JSON pointer into the document; empty for the document as a whole
 */
public record FieldProblem(String pointer, String reason) {

    /** The top-level field the pointer leads into, or the empty string for the document as a whole. */
    public String field() {
        if (pointer.isEmpty()) {
            return "";
        }
        int end = pointer.indexOf('/', 1);
        return pointer.substring(1, end < 0 ? pointer.length() : end)
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
