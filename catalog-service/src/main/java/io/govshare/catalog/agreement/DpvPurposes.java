package io.govshare.catalog.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of purposes that the W3C's Data Privacy Vocabulary (DPV) 2.0 knows, by their names in its namespace. */
final class DpvPurposes {

    /** Of whatever version is the newest, as the vocabulary itself names its terms. */
    static final String NAMESPACE = "https://w3id.org/dpv#";

    private static final Set<String> NAMES = read();

    private DpvPurposes() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    static int count() {
        return NAMES.size();
    }

    private static Set<String> read() {
        try (InputStream file =
                Objects.requireNonNull(DpvPurposes.class.getResourceAsStream("/vocabulary/dpv-purposes.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
