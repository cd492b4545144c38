package io.govshare.stack.process;

import io.govshare.stack.process.RunningProcess.Keep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends processes: asks, waits, and kills what did not listen, its children included.
 *
 * <p>Works on marks alone, so any command can end what another one started.
 */
public final class ProcessEnd {

    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 25;

    private ProcessEnd() {}

    /**
     * Ends a process and everything below it.
     *
     * @return whether it ended by itself within its patience
     */
    public static boolean stop(RunningProcess process) {
        List<ProcessMark> family = new ArrayList<>(process.mark().descendants());
        boolean wasRunning = process.mark().alive();
        signal(process.mark(), process.signal());
        boolean byItself = await(process.mark(), process.patience()) && process.signal() != StopSignal.KILL;
        kill(process.mark());
        for (ProcessMark child : family) {
            if (byItself) {
                await(child, Duration.ofSeconds(2));
            }
            kill(child);
        }
        process.keep().ifPresent(keep -> keep(keep, byItself && wasRunning));
        return byItself;
    }

    /** Ends a process at once, as a power cut would, and its children in the same breath. */
    public static void kill(ProcessMark mark) {
        List<ProcessMark> family = new ArrayList<>(mark.descendants());
        family.addFirst(mark);
        family.forEach(one -> signal(one, StopSignal.KILL));
        family.forEach(one -> await(one, AFTER_KILL));
    }

    public static boolean await(ProcessMark mark, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (mark.alive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static void signal(ProcessMark mark, StopSignal signal) {
        if (!mark.alive()) {
            return;
        }
        switch (signal) {
            case TERM -> ProcessHandle.of(mark.pid()).ifPresent(ProcessHandle::destroy);
            case KILL -> ProcessHandle.of(mark.pid()).ifPresent(ProcessHandle::destroyForcibly);
            case INT -> interrupt(mark.pid());
        }
    }

    // Java knows two signals only; the shell's builtin is there even where /bin/kill is not.
    private static void interrupt(long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void keep(Keep keep, boolean finished) {
        Path written = keep.written();
        try {
            if (finished && Files.isRegularFile(written)) {
                // By way of the destination's own folder: the state may be on another file system.
                Path side = keep.destination().resolveSibling(keep.destination().getFileName() + ".part");
                Files.move(written, side, StandardCopyOption.REPLACE_EXISTING);
                Files.move(
                        side, keep.destination(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + written, e);
        }
    }
}
