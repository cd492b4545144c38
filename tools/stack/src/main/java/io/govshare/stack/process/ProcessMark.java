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
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // A zombie holds no resource any more; it only waits for its parent.
            if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
                return Optional.empty();
            }
            String boot =
                    Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
            return Optional.of(boot + "/" + fields[START_TICK]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
