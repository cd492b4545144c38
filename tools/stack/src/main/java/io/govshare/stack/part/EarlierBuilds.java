package io.govshare.stack.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Removes from the cache what was made of a program's earlier builds, so that it does not grow with each build. */
final class EarlierBuilds {

    /** A stack may still run from an earlier build. */
    private static final Duration SPARED = Duration.ofDays(1);

    private EarlierBuilds() {}

    /**
     * Keeps a program and removes the others of the same name that no start has used for a day.
     *
     * @param current a directory called as the program, a hyphen and a {@link Fingerprint}
     */
    static void remove(Path current) throws IOException {
        Files.setLastModifiedTime(current, FileTime.from(Instant.now()));
        String kept = current.getFileName().toString();
        String program = kept.substring(0, kept.length() - Fingerprint.LENGTH);
        Pattern builds = Pattern.compile(Pattern.quote(program) + "\\p{XDigit}{" + Fingerprint.LENGTH + "}(\\.\\w+)?");
        Instant limit = Instant.now().minus(SPARED);
        for (Path entry : beside(current)) {
            String name = entry.getFileName().toString();
            if (builds.matcher(name).matches()
                    && !name.startsWith(kept)
                    && Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                Folders.deleteTree(entry);
            }
        }
    }

    private static List<Path> beside(Path current) throws IOException {
        try (Stream<Path> entries = Files.list(current.resolveSibling("."))) {
            return entries.toList();
        }
    }
}
