package io.govshare.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The collection of original vectors and recordings that may lie in a folder {@code shared} beside the checkout. Every
 * test that reads it has the figures it needs in its own resources as well, so that nothing depends on its presence;
 * where it is there, the originals are tried in addition.
 */
public final class SharedData {
    private static final Optional<Path> ROOT = locate();

    private SharedData() {}

    /** A file or folder of the collection, or nothing when the collection is absent. */
    public static Optional<Path> find(String path) {
        return ROOT.map(root -> root.resolve(path)).filter(Files::exists);
    }

    /** The files below a folder of the collection in the order of their names; none when the collection is absent. */
    public static List<Path> files(String folder) {
        return find(folder).map(SharedData::list).orElse(List.of());
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> locate() {
        String configured = System.getProperty("govshare.shared");
        if (configured != null) {
            return Optional.of(Path.of(configured));
        }
        Path folder = Path.of("").toAbsolutePath();
        for (Path up = folder; up != null; up = up.getParent()) {
            Path shared = up.resolve("shared");
            if (Files.isDirectory(shared.resolve("data")) && Files.isDirectory(shared.resolve("besu"))) {
                return Optional.of(shared);
            }
        }
        return Optional.empty();
    }
}
