package io.govshare.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends processes: asks, waits, and kills what did not listen, its children included.
 *
 * <p>Works on marks alone, so any command can end what another one started.
 */
public final class ProcessEnd {

    /** How long a process may take to end by itself before it is killed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
        signal(process.mark(), process.signal());
        boolean byItself = await(process.mark(), PATIENCE) && process.signal() != StopSignal.KILL;
        kill(process.mark());
        for (ProcessMark child : family) {
            if (byItself) {
                await(child, Duration.ofSeconds(2));
            }
            kill(child);
        }
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
}
