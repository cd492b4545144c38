package io.govshare.stack.cli;

import io.govshare.stack.Stack;
import io.govshare.stack.StackOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The end of a build: the launcher calls it, people need not. */
@Command(
        name = "install",
        description = "Makes what a start needs once, so that the first one is as quick as later ones.",
        hidden = true)
final class InstallCommand implements Callable<Integer> {

    @Mixin
    private StateOption state = new StateOption();

    @Override
    public Integer call() {
        try (ConsoleProgress progress = Terminal.progress(Terminal.out())) {
            Stack.install(StackOptions.of(StackOptions.checkout()).withState(state.directory()), progress);
        }
        return 0;
    }
}
