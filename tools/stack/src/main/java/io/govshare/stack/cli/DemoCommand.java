package io.govshare.stack.cli;

import io.govshare.stack.demo.Demo;
import io.govshare.stack.demo.DemoOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Starts everything and tells the story of real records, from publication to verified receipts.",
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private StackArguments arguments = new StackArguments();

    @Option(names = "--exit", description = "End everything when the story is told.")
    private boolean exit;

    @Option(names = "--json", paramLabel = "FILE", description = "Write what was seen and measured to this file, too.")
    private @Nullable Path json;

    @Option(names = "--data", paramLabel = "DIR", description = "Use the full original files in this directory.")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        PrintStream out = Terminal.out();
        try (ConsoleProgress progress = Terminal.progress(out)) {
            return Demo.run(
                    new DemoOptions(arguments.options(), exit, Optional.ofNullable(json), Optional.ofNullable(data)),
                    progress,
                    out);
        }
    }
}
