package io.govshare.bench;

import io.govshare.stack.Progress;
import io.govshare.stack.Stack;
import io.govshare.stack.StackException;
import io.govshare.stack.StackOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code govshare bench NAME}: a stack of its own on free ports, one benchmark, a table. */
public final class Main {

    private static final String USAGE = """
            usage: govshare bench publish [--quick-start] [--samples FILE]
              --quick-start   with the settings of 'up' rather than those of 'up --throughput'
              --samples FILE  write when each single publication was due, and its time, as CSV
            """;

    private Main() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        List<String> rest = new ArrayList<>(List.of(args));
        boolean throughput = !rest.remove("--quick-start");
        Optional<Path> samples = value(rest, "--samples").map(Path::of);
        if (!rest.equals(List.of("publish"))) {
            out.print(USAGE);
            System.exit(2);
        }
        Path state = Files.createTempDirectory("govshare-bench");
        out.println("Starting a stack of its own" + (throughput ? " with full compilation ..." : " ..."));
        long started = System.nanoTime();
        try (Stack stack = Stack.up(StackOptions.isolated(state).withThroughput(throughput), Progress.silent())) {
            out.printf(Locale.ROOT, "All parts are ready after %.1f s.%n", (System.nanoTime() - started) / 1e9);
            new PublishBench(stack, out, samples).run();
        } catch (StackException e) {
            out.println(e.getMessage());
            System.exit(1);
        } finally {
            delete(state);
        }
    }

    /** What follows the option, both of which are taken out. */
    private static Optional<String> value(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        if (at < 0 || at == arguments.size() - 1) {
            return Optional.empty();
        }
        arguments.remove(at);
        return Optional.of(arguments.remove(at));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
