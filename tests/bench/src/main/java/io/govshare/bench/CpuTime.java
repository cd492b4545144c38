package io.govshare.bench;

import io.govshare.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Processor time of the stack's parts, children included, from {@code /proc/<pid>/stat} (proc(5)). */
final class CpuTime {

    /** The kernel counts in hundredths of a second on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int UTIME = 11;
    private static final int STIME = 12;

    private CpuTime() {}

    /** Seconds by part. */
    static Map<String, Double> of(Stack stack) {
        Map<String, Double> seconds = new TreeMap<>();
        stack.status()
                .forEach(part -> part.process()
                        .flatMap(mark -> ProcessHandle.of(mark.pid()))
                        .ifPresent(process -> {
                            double own = seconds(process.pid());
                            double children = process.descendants()
                                    .mapToDouble(child -> seconds(child.pid()))
                                    .sum();
                            seconds.put(part.component().id(), own + children);
                        }));
        return seconds;
    }

    private static double seconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_PER_SECOND;
        } catch (IOException ended) {
            return 0;
        }
    }
}
