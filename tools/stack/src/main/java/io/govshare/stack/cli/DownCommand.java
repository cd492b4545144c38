package io.govshare.stack.cli;

import io.govshare.stack.Stack;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Ends everything; the data stays.")
final class DownCommand implements Callable<Integer> {

    @Mixin
    private StateOption state = new StateOption();

    @Override
    public Integer call() {
        PrintStream out = Terminal.out();
        try (ConsoleProgress progress = Terminal.progress(out)) {
            boolean ran = Stack.down(state.directory(), progress);
            progress.note(ran ? "Everything has ended; the data stays." : "Nothing was running.");
        }
        return 0;
    }
}
