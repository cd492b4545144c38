package io.govshare.starter.security;

import java.util.List;

/**
 * Paths that anyone may read (GET and HEAD) without a token; a bean per feature that has some. Patterns are Spring's
 * path patterns, such as {@code /api/identity/v1/agencies/{code}/jwks.json}.
 */
public record OpenPaths(List<String> patterns) {

    public OpenPaths {
        patterns = List.copyOf(patterns);
        for (String pattern : patterns) {
            if (!pattern.startsWith("/") || pattern.equals("/**")) {
                throw new IllegalArgumentException("Not a path that may be opened: " + pattern);
            }
        }
    }

    public static OpenPaths of(String... patterns) {
        return new OpenPaths(List.of(patterns));
    }
}
