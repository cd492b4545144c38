package io.govshare.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands that do one thing and end. */
public final class OneShot {

    private static final int QUOTED_LINES = 8;

    private OneShot() {}

    /** Runs a command to its end; anything but success is an exception that quotes the end of its output. */
    public static void run(String what, Launch launch, Path state, Duration patience)
            throws IOException, InterruptedException {
        Process process = launch.start(state);
        boolean ended;
        try {
            ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            ProcessMark.of(process.pid()).ifPresent(ProcessEnd::kill);
            throw e;
        }
        if (!ended) {
            ProcessMark.of(process.pid()).ifPresent(ProcessEnd::kill);
            throw new IOException(what + " did not end within " + patience.toSeconds() + " s; see " + launch.log());
        }
        if (process.exitValue() != 0) {
            throw new IOException(what + " failed (exit status " + process.exitValue() + "); the end of " + launch.log()
                    + ":\n" + tail(launch.log(), QUOTED_LINES));
        }
    }

    /** The last lines of a file that is being written; empty when it cannot be read. */
    public static String tail(Path file, int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException absent) {
            return "";
        }
    }
}
