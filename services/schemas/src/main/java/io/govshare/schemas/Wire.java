package io.govshare.schemas;

import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks that the records of this package share. */
final class Wire {

    private Wire() {}

    /** A SHA-256 in base64url without padding (RFC 4648 section 5). */
    static String hash(String value, String field) {
        Objects.requireNonNull(value, field);
        if (value.length() != 43 || Base64.getUrlDecoder().decode(value).length != 32) {
            throw new IllegalArgumentException(field + " is not a base64url SHA-256");
        }
        return value;
    }

    static String required(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    static <T> List<T> bounded(@Nullable List<T> values, int min, int max, String field) {
        int size = values == null ? 0 : values.size();
        if (values == null || size < min || size > max) {
            throw new IllegalArgumentException(field + " holds " + size + " items, allowed are " + min + " to " + max);
        }
        return List.copyOf(values);
    }
}
