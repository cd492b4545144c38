package io.govshare.stack.part;

import io.govshare.stack.process.Launch;
import io.govshare.stack.process.StopSignal;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One thing the stack runs.
 *
 * <p>Called in the order {@link #install}, {@link #prepare}, {@link #launch}, {@link #waitingFor} until empty,
 * {@link #ready}; each of them again when the part is started again, so all of them are repeatable.
 */
public interface Part {

    /** The name of its process in commands and files. */
    String id();

    /** The ids of the parts that must be ready before this one starts. */
    Set<String> needs();

    /**
     * Puts its program where every stack of this checkout finds it; does nothing when it is there already.
     *
     * @param note is told, in a sentence, what could not be had and is not needed
     */
    default void install(Consumer<String> doing, Consumer<String> note) throws IOException, InterruptedException {}

    /** Whatever else must be in place before the process starts: directories, configuration. */
    void prepare(Consumer<String> doing) throws IOException, InterruptedException;

    Launch launch() throws IOException;

    /** What is still missing until others may use it; empty when it is ready. Returns within a few seconds. */
    Optional<String> waitingFor();

    /** Runs once the process answers and before others are told. */
    default void ready(Consumer<String> doing) throws IOException, InterruptedException {}

    default StopSignal signal() {
        return StopSignal.TERM;
    }
}
