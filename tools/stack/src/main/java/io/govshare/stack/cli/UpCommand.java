package io.govshare.stack.cli;

import io.govshare.stack.Component;
import io.govshare.stack.Stack;
import io.govshare.stack.StackOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Starts everything and says where it is; ends it on Ctrl-C.", sortOptions = false)
final class UpCommand implements Callable<Integer> {

    private static final long WATCH_MILLIS = 1_000;

    @Mixin
    private StackArguments arguments = new StackArguments();

    @Option(names = "--detach", description = "Return when everything is ready and leave it running.")
    private boolean detach;

    @Option(
            names = "--infrastructure-only",
            description = "PostgreSQL, Kafka, Keycloak and the chain without the five services.")
    private boolean infrastructureOnly;

    @Option(names = "--only", paramLabel = "NAME,...", description = "Nothing but these parts.")
    private @Nullable String only;

    @Override
    public Integer call() {
        PrintStream out = Terminal.out();
        StackOptions options = arguments.options().withDetached(detach).withComponents(components());
        long begin = System.nanoTime();
        try (ConsoleProgress progress = Terminal.progress(out);
                Stack stack = Stack.up(options, progress)) {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            out.printf(Locale.ROOT, "All ready after %.1f s.%n%n", took.toMillis() / 1000.0);
            Welcome.print(stack, out);
            if (!detach) {
                out.println("Ctrl-C ends it.");
                watch(stack, progress);
            }
        }
        return 0;
    }

    private Set<Component> components() {
        if (only != null) {
            return Component.list(only);
        }
        return infrastructureOnly ? Component.infrastructure() : EnumSet.allOf(Component.class);
    }

    // Ends with the process: the stack's own shutdown hook ends the parts.
    private static void watch(Stack stack, ConsoleProgress progress) {
        Set<Component> gone = EnumSet.noneOf(Component.class);
        try {
            while (true) {
                Thread.sleep(WATCH_MILLIS);
                for (Component component : stack.components()) {
                    if (stack.running(component)) {
                        gone.remove(component);
                    } else if (gone.add(component)) {
                        progress.note(component.title() + " is no longer running; its log is " + stack.log(component)
                                + ", and './govshare restart " + component.id() + "' starts it again.");
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
