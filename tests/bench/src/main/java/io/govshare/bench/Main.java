package io.govshare.bench;

import io.govshare.bench.search.SearchBench;
import io.govshare.bench.verify.VerifyBench;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** {@code govshare bench NAME}: one benchmark, a table; where it needs a stack, one of its own on free ports. */
public final class Main {

    private static final String USAGE = """
            usage: govshare bench publish [--quick-start] [--samples FILE]
                     records through the gateway until they are anchored
              --quick-start   with the settings of 'up' rather than those of 'up --throughput'
              --samples FILE  write when each single publication was due, and its time, as CSV

                   govshare bench log [--entries N] [--largest N]
                     the log: intake, append and proofs while it grows, beside the usual ways
              --entries N     how many entries go from Kafka into the log (300000)
              --largest N     how large the log grows (10000000)

                   govshare bench search [--datasets N]
                     the catalogue's search by words, in four languages and Chinese, and by facets
              --datasets N    among how many (100000)

                   govshare bench verify [--seconds N]
                     receipts and what checking them consists of, beside the libraries' own speed
              --seconds N     for how long each is measured (5)
            """;

    private static final int ENTRIES = 300_000;
    private static final int LARGEST = 10_000_000;
    private static final int DATASETS = 100_000;
    private static final int SECONDS = 5;

    private Main() {}

    public static void main(String[] args) throws Exception {
        List<String> rest = new ArrayList<>(List.of(args));
        Optional<Bench> bench = bench(rest);
        if (bench.isEmpty() || !rest.isEmpty()) {
            System.out.print(USAGE);
            System.exit(2);
        }
        Path scratch = Files.createTempDirectory("govshare-bench");
        try {
            bench.get().run(scratch);
        } catch (StackException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        } finally {
            delete(scratch);
        }
    }

    private interface Bench {
        void run(Path scratch) throws Exception;
    }

    private interface OnStack {
        void run(Stack stack) throws Exception;
    }

    /** What the arguments ask for; those that were understood are taken out. */
    private static Optional<Bench> bench(List<String> arguments) {
        PrintStream out = System.out;
        if (arguments.remove("publish")) {
            boolean throughput = !arguments.remove("--quick-start");
            Optional<Path> samples = value(arguments, "--samples").map(Path::of);
            return Optional.of(scratch -> onStack(
                    out,
                    scratch,
                    options -> options.withThroughput(throughput),
                    stack -> new PublishBench(stack, out, samples).run()));
        }
        if (arguments.remove("log")) {
            Optional<Integer> entries = number(arguments, "--entries", ENTRIES);
            Optional<Integer> largest = number(arguments, "--largest", LARGEST);
            return entries.flatMap(taken -> largest.map(size -> scratch -> onStack(
                    out,
                    scratch,
                    options -> options.withThroughput(true).withComponents(LogBench.PARTS),
                    stack -> new LogBench(stack, out, taken, size).run())));
        }
        if (arguments.remove("search")) {
            return number(arguments, "--datasets", DATASETS)
                    .map(size -> scratch -> onStack(
                            out,
                            scratch,
                            options -> options.withThroughput(true).withComponents(SearchBench.PARTS),
                            stack -> new SearchBench(stack, out, scratch, size).run()));
        }
        if (arguments.remove("verify")) {
            return number(arguments, "--seconds", SECONDS)
                    .map(seconds -> scratch -> new VerifyBench(out, scratch, seconds).run());
        }
        return Optional.empty();
    }

    private static void onStack(PrintStream out, Path state, UnaryOperator<StackOptions> choose, OnStack bench)
            throws Exception {
        StackOptions options = choose.apply(StackOptions.isolated(state));
        out.println("Starting a stack of its own" + (options.throughput() ? " with full compilation ..." : " ..."));
        long started = System.nanoTime();
        try (Stack stack = Stack.up(options, Progress.silent())) {
            out.printf(Locale.ROOT, "All parts are ready after %.1f s.%n", (System.nanoTime() - started) / 1e9);
            bench.run(stack);
        }
    }

    /** The number that follows the option, or the one for when it is not there; empty when it is no number above 0. */
    private static Optional<Integer> number(List<String> arguments, String option, int otherwise) {
        String text = value(arguments, option).orElse(Integer.toString(otherwise));
        return text.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
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
