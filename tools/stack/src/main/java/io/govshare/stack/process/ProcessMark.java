package io.govshare.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process that can be recognised again: its number alone is given to another program sooner or later, number and
 * moment of start together are not.
 *
 * @param started on Linux the boot's id and the kernel's start tick, elsewhere the start time
 */
public record ProcessMark(long pid, String started) {

    private static final Path PROC = Path.of("/proc");
    // proc(5): the fields after the parenthesised name, which may itself contain blanks and parentheses.
    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START_TICK = 19;

    /** The mark of a running process; empty when there is none of that number. */
    public static Optional<ProcessMark> of(long pid) {
        return started(pid).map(started -> new ProcessMark(pid, started));
    }

    public static ProcessMark own() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Whether the very process that was marked is still running. */
    public boolean alive() {
        return started(pid).filter(started::equals).isPresent();
    }

    /** This process's children and their children, as of now. */
    public List<ProcessMark> descendants() {
        if (!alive()) {
            return List.of();
        }
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(child -> of(child.pid()).stream())
                .toList();
    }

    private static Optional<String> started(long pid) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(Instant::toString);
        }
        try {
            Optional<String> tick = startTick(Files.readString(PROC.resolve(pid + "/stat")));
            if (tick.isEmpty()) {
                return Optional.empty();
            }
            String boot =
                    Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
            return Optional.of(boot + "/" + tick.get());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /**
     * The start tick in a {@code /proc/PID/stat}; empty when the process holds no resource any more and only waits for
     * its parent. The state is that of the first thread alone: after a kill it may be a zombie while others are still
     * letting go of files and ports.
     */
    static Optional<String> startTick(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
        boolean firstThreadEnded = fields[STATE].equals("Z") || fields[STATE].equals("X");
        if (firstThreadEnded && Integer.parseInt(fields[THREADS]) <= 1) {
            return Optional.empty();
        }
        return Optional.of(fields[START_TICK]);
    }
}
