package io.govshare.stack.cli;

import io.govshare.stack.Progress;
import io.govshare.stack.Stack;
import io.govshare.stack.Stack.PartStatus;
import io.govshare.stack.process.ProcessMark;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Shows each part, whether it is ready, and its memory.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:everything is ready", "1:not everything is ready", "3:nothing is running"})
final class StatusCommand implements Callable<Integer> {

    private static final int NOTHING_RUNS = 3;
    private static final long MEGABYTE = 1024 * 1024;

    @Mixin
    private StateOption state = new StateOption();

    @Override
    public Integer call() {
        PrintStream out = Terminal.out();
        Optional<Stack> found = Stack.attach(state.directory(), Progress.silent());
        if (found.isEmpty()) {
            out.println("Nothing is running; './govshare up' starts it.");
            return NOTHING_RUNS;
        }
        try (Stack stack = found.get()) {
            List<PartStatus> parts = stack.status();
            for (PartStatus part : parts) {
                out.printf(
                        Locale.ROOT,
                        "  %-17s %-8s %-28s %8s %6d MiB%n",
                        part.component().title(),
                        part.process().isEmpty() ? "ended" : part.ready() ? "ready" : "busy",
                        stack.address(part.component()),
                        part.process()
                                .map(ProcessMark::pid)
                                .map(String::valueOf)
                                .orElse("-"),
                        part.residentBytes() / MEGABYTE);
            }
            long total = parts.stream().mapToLong(PartStatus::residentBytes).sum();
            out.printf(Locale.ROOT, "  %-17s %-8s %-28s %8s %6d MiB%n", "in all", "", "", "", total / MEGABYTE);
            parts.stream()
                    .filter(part -> part.process().isEmpty())
                    .forEach(part -> out.printf(
                            "%n%s has ended; './govshare restart %s' starts it again.%n",
                            part.component().title(), part.component().id()));
            return parts.stream().allMatch(PartStatus::ready) ? 0 : 1;
        }
    }
}
