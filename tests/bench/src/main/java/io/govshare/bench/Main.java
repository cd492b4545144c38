package io.govshare.bench;

import io.govshare.stack.Progress;
import io.govshare.stack.Stack;
import io.govshare.stack.StackException;
import io.govshare.stack.StackOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** {@code govshare bench NAME}: a stack of its own on free ports, one benchmark, a table. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        if (args.length != 1 || !args[0].equals("publish")) {
            out.println("usage: govshare bench publish");
            System.exit(2);
        }
        Path state = Files.createTempDirectory("govshare-bench");
        out.println("Starting a stack of its own with full compilation ...");
        try (Stack stack = Stack.up(StackOptions.isolated(state).withThroughput(true), Progress.silent())) {
            new PublishBench(stack, out).run();
        } catch (StackException e) {
            out.println(e.getMessage());
            System.exit(1);
        } finally {
            delete(state);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
