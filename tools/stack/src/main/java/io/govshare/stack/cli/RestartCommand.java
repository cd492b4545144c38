package io.govshare.stack.cli;

import io.govshare.stack.Component;
import io.govshare.stack.Stack;
import io.govshare.stack.StackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "restart",
        description = "Starts a part of the running stack again, whether it still runs or was killed.")
final class RestartCommand implements Callable<Integer> {

    @Mixin
    private StateOption state = new StateOption();

    @Parameters(paramLabel = "SERVICE", description = "Its name as in 'status', for example ledger-service or kafka.")
    private String service = "";

    @Override
    public Integer call() {
        Component component = Component.named(service);
        try (ConsoleProgress progress = Terminal.progress(Terminal.out());
                Stack stack = Stack.attach(state.directory(), progress)
                        .orElseThrow(() -> new StackException("Nothing is running; './govshare up' starts it."))) {
            if (!stack.components().contains(component)) {
                throw new StackException(component.title() + " is no part of the running stack.");
            }
            stack.restart(component);
        }
        return 0;
    }
}
