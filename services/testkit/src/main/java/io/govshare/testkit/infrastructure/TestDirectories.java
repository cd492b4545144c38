package io.govshare.testkit.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories below the system's temporary one: any user may pass through it, unlike a home or a checkout. */
final class TestDirectories {

    private TestDirectories() {}

    static Path temporary(String name) {
        try {
            return Files.createTempDirectory("govshare-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        // A server that is just being killed may still write; what cannot be deleted the second time stays in /tmp.
        for (int attempt = 0; attempt < 3; attempt++) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
                return;
            } catch (IOException | UncheckedIOException e) {
                // Once more.
            }
        }
    }
}
