package io.govshare.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process as recorded in the state directory.
 *
 * @param name what it is called in commands and in the names of its files
 * @param signal how it is asked to end
 * @param keep a file that is finished only when the process ends by itself, and where it then belongs
 */
public record RunningProcess(String name, ProcessMark mark, StopSignal signal, Optional<Keep> keep) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WHILE_WRITING = Duration.ofMinutes(2);

    /** How long it may take to end by itself before it is killed. */
    public Duration patience() {
        return keep.isPresent() ? PATIENCE_WHILE_WRITING : PATIENCE;
    }

    /** A file written at the end of a process; a killed process leaves it unfinished and it is thrown away. */
    public record Keep(Path written, Path destination) {}
}
