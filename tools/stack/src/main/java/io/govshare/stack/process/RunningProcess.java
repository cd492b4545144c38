package io.govshare.stack.process;

/**
 * A process as recorded in the state directory.
 *
 * @param name what it is called in commands and in the names of its files
 * @param signal how it is asked to end
 */
public record RunningProcess(String name, ProcessMark mark, StopSignal signal) {}
