package io.govshare.testkit.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child process that ends with this JVM, however that ends: it runs under a shell which kills it once the pipe to us
 * closes. The JVM's own shutdown hooks would not run after {@code kill -9}.
 */
final class ServerProcess {

    // $1 receives the server's pid, the rest is the command. The shell waits for the end of its input, which is our
    // end. The input is kept as number 3: dash gives background commands /dev/null as 0 before it looks at "<&0".
    // The watcher ends with the server, or it might one day kill another process of the same pid.
    private static final String GUARD = """
            file=$1; shift
            exec 3<&0
            "$@" </dev/null 3<&- &
            pid=$!
            echo "$pid" >"$file.new" && mv "$file.new" "$file"
            (while read -r line; do :; done; kill -KILL "$pid" 2>/dev/null) <&3 &
            watcher=$!
            wait "$pid"
            kill "$watcher" 2>/dev/null
            """;

    private final List<String> command;
    private final Path directory;
    private final Path log;
    private final Path pidFile;
    private final Map<String, String> environment;
    private @Nullable Process guard;

    ServerProcess(String name, Path directory, Map<String, String> environment, List<String> command) {
        this.directory = directory;
        this.log = directory.resolve(name + ".log");
        this.pidFile = directory.resolve(name + ".pid");
        this.environment = Map.copyOf(environment);
        this.command = List.copyOf(command);
    }

    void start() {
        try {
            Files.deleteIfExists(pidFile);
            List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "sh", pidFile.toString()));
            guarded.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(guarded)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            guard = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + command.getFirst(), e);
        }
        Waiting.until("the pid of " + command.getFirst(), Duration.ofSeconds(10), () -> Files.exists(pidFile));
    }

    /** At the JVM's end: first the server, then its directory; as two hooks they would run at the same time. */
    void removeAtExit() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            kill();
                            TestDirectories.delete(directory);
                        },
                        "remove-" + directory.getFileName()));
    }

    boolean isAlive() {
        return guard != null && guard.isAlive();
    }

    void kill() {
        Process running = guard;
        if (running == null) {
            return;
        }
        signal("KILL");
        try {
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command.getFirst() + " survives kill -9");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while killing " + command.getFirst(), e);
        }
        guard = null;
    }

    void signal(String name) {
        try {
            String pid = Files.readString(pidFile).strip();
            new ProcessBuilder("kill", "-" + name, pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not signal " + command.getFirst(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while signalling " + command.getFirst(), e);
        }
    }

    /** The end of what the process printed, for messages about its failure. */
    String output() {
        try {
            String text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - 4_000));
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }
}
