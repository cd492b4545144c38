package io.govshare.stack.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * What a JVM reads, checks and links while a program starts, written down by a training run (the JVM's AOT cache) so that
 * a start need not do it again.
 *
 * <p>There is one attempt for each program and version of Java. Without a cache, or with one the JVM cannot use, a
 * program starts all the same, only more slowly.
 */
final class StartCache {

    // Each JVM that writes its cache takes a core and half a gigabyte while it does.
    private static final Semaphore TRAINING = new Semaphore(2);

    // A cache holds objects as this collector lays them out, and serves this compiler.
    private static final List<String> JVM = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final String FILE = "start.aot";

    private final Path directory;

    /** Starts the program once so that its JVM, given {@link #recording} options, writes the cache, and awaits that. */
    interface Training {
        void run(Path cache) throws IOException, InterruptedException;
    }

    /** @param program what it is made for, and where it is kept */
    StartCache(Path program) {
        this.directory = program.resolve("start-" + Runtime.version());
    }

    /** For a JVM that starts the program, with the cache if there is one. */
    List<String> options() {
        List<String> options = new ArrayList<>(JVM);
        Path cache = directory.resolve(FILE);
        if (Files.isRegularFile(cache)) {
            // One that this JVM cannot use is passed over in silence rather than with a warning per program.
            options.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        return options;
    }

    /** For a JVM that writes the cache at its end. */
    static List<String> recording(Path cache) {
        List<String> options = new ArrayList<>(JVM);
        // The warnings name hundreds of classes that no cache can hold.
        options.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=error", "-Xlog:cds=error"));
        return options;
    }

    /** Makes the cache, unless that was tried before; a few at a time. */
    void make(String program, Training training, Consumer<String> doing, Consumer<String> note)
            throws IOException, InterruptedException {
        Archive.once(directory, side -> {
            doing.accept("waiting to make its start-up cache");
            TRAINING.acquire();
            try {
                doing.accept("making its start-up cache");
                Path cache = side.resolve(FILE);
                training.run(cache);
                if (!Files.isRegularFile(cache)) {
                    throw new IOException("the JVM wrote none.");
                }
            } catch (IOException e) {
                // Left empty, it says that this was tried.
                Folders.createEmpty(side);
                note.accept("Until its next build, " + program + " starts without a start-up cache and so more slowly: "
                        + e.getMessage());
            } finally {
                TRAINING.release();
            }
        });
    }
}
