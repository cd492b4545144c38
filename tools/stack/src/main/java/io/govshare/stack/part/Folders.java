package io.govshare.stack.part;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Where things are.
 *
 * @param home the checkout
 * @param state data, logs, secrets and process records of one stack
 * @param cache what is unpacked or computed once and serves every stack of this checkout
 */
public record Folders(Path home, Path state, Path cache) {

    public static Folders of(Path home, Path state) {
        return new Folders(home, state, home.resolve(".govshare/cache"));
    }

    public Path data(String part) {
        return state.resolve("data").resolve(part);
    }

    public Path log(String name) {
        return log(state, name);
    }

    public static Path log(Path state, String name) {
        return state.resolve("logs").resolve(name + ".log");
    }

    public Path run() {
        return state.resolve("run");
    }

    /** Emptied at each start of the part: what a killed process left there is of no use. */
    public Path temporary(String part) {
        return state.resolve("tmp").resolve(part);
    }

    /** What the build copied beside the launcher's jar. */
    public Path stackTarget() {
        return home.resolve("tools/stack/target");
    }

    /** Creates a directory that only its owner may enter. */
    public static Path createPrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        return directory;
    }

    public static Path createEmpty(Path directory) throws IOException {
        deleteTree(directory);
        return createPrivate(directory);
    }

    /** Deletes a directory and everything in it, symbolic links as links. */
    public static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
