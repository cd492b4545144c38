package io.govshare.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where test data lies: the project's own samples, and the full originals where somebody has put them. */
public final class Originals {

    private Originals() {}

    public static Path samples() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("samples/manifest.json"))) {
                return at.resolve("samples");
            }
        }
        throw new IllegalStateException(
                "no samples/manifest.json above " + Path.of("").toAbsolutePath());
    }

    /** The directory {@code shared/data} beside the project, or what GOVSHARE_ORIGINALS names. */
    public static Optional<Path> directory() {
        var named = System.getenv("GOVSHARE_ORIGINALS");
        var path =
                named == null ? samples().getParent().resolveSibling("shared").resolve("data") : Path.of(named);
        return Optional.of(path).filter(Files::isDirectory);
    }
}
