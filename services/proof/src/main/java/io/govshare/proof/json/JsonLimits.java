package io.govshare.proof.json;

/**
 * What a reader accepts at most. Depth bounds the stack, the others bound memory and time.
 *
 * @param maxBytes length of the whole document, in UTF-8 bytes
 * @param maxDepth arrays and objects within each other
 * @param maxDigits characters of one number: parsing huge numbers takes more than linear time
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxDigits) {
    /** For one document of moderate size: a record, a statement, a trust file. */
    public static final JsonLimits DEFAULT = new JsonLimits(4 << 20, 64, 256);

    public JsonLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxDepth > 512 || maxDigits < 1) {
            throw new IllegalArgumentException("limits are positive, and at most 512 levels deep");
        }
    }

    public JsonLimits withMaxBytes(int bytes) {
        return new JsonLimits(bytes, maxDepth, maxDigits);
    }
}
