package io.govshare.stack.demo;

import io.govshare.stack.Component;
import io.govshare.stack.Ports;
import io.govshare.stack.Progress;
import io.govshare.stack.Stack;
import io.govshare.stack.StackException;
import io.govshare.stack.StackOptions;
import io.govshare.stack.client.Platform;
import io.govshare.stack.demo.originals.OriginalFiles;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The story: real records from publication to verified receipts, and tampering that is caught. */
public final class Demo {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Demo() {}

    /**
     * Tells the story on a running stack, or on one that it starts and, unless it is to exit, leaves running.
     *
     * @return the exit status: 0 only if every check of the story held
     * @throws StackException when the data are not there, before anything starts
     */
    public static int run(DemoOptions options, Progress progress, PrintStream out) {
        options.data().ifPresent(Demo::requireFolder);
        Tale tale = new Tale(new Narrator(out, onTerminal()));
        Instant started = Instant.now();
        Optional<Stack> running = Stack.attach(options.stack().state(), progress);
        running.ifPresent(stack -> requireAsAsked(stack.options(), options.stack()));
        Stack stack = running.orElseGet(() -> Stack.up(forThis(options), progress));
        tale.figure("time until everything was healthy", Duration.between(started, Instant.now()));
        try {
            tell(
                    new Setting(
                            new Platform(stack.gateway(), stack.issuer(), stack.demoPassword()),
                            samples(options),
                            options.stack().state().resolve("demo"),
                            database -> stack.database(Component.named(database))),
                    tale);
        } catch (StackException e) {
            tale.check("the story could be told to its end", false, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A boundary: whatever ends the story early is its result, and the table below still tells how far it came.
            tale.check("the story could be told to its end", false, e.toString());
        }
        tale.figure(
                "checks held",
                tale.checks().stream().filter(Check::held).count() + " of "
                        + tale.checks().size());
        tale.narrator().table("What was seen", tale.figures());
        options.json().ifPresent(file -> write(file, tale));
        out.println();
        out.println(tale.allHeld() ? "Every check held." : "NOT every check held, see above.");
        if (options.exit()) {
            stack.close();
            Stack.down(options.stack().state(), progress);
        } else {
            addresses(stack, out);
        }
        return tale.allHeld() ? 0 : 1;
    }

    // Otherwise a slip of the pen would pass: whatever original is absent leaves its samples in place.
    private static void requireFolder(Path data) {
        if (!Files.isDirectory(data)) {
            throw new StackException("There is no directory " + data + ", which --data names.");
        }
    }

    /** @throws StackException when the command asks for another stack than the one that runs */
    static void requireAsAsked(StackOptions running, StackOptions asked) {
        List<String> otherwise = new ArrayList<>();
        if (asked.fresh()) {
            otherwise.add("--fresh");
        }
        if (asked.throughput() && !running.throughput()) {
            otherwise.add("--throughput");
        }
        if (!asked.ports().equals(Ports.defaults()) && !asked.ports().equals(running.ports())) {
            otherwise.add("--ports");
        }
        if (asked.existingChain().isPresent() && !asked.existingChain().equals(running.existingChain())) {
            otherwise.add("--chain-url");
        }
        if (!otherwise.isEmpty()) {
            throw new StackException("The stack is already running, not as " + String.join(", ", otherwise)
                    + " ask. End it with './govshare down' first.");
        }
    }

    /** The project's samples, or what the user has: a folder of the same form, or full originals. */
    private static Samples samples(DemoOptions options) {
        Path own = options.stack().home().resolve("samples");
        return options.data()
                .map(data -> Files.isRegularFile(data.resolve("manifest.json"))
                        ? Samples.read(data)
                        : Samples.read(OriginalFiles.convert(
                                own, data, options.stack().state().resolve("originals"))))
                .orElseGet(() -> Samples.read(own));
    }

    /** What is to stay is started so that it outlives this program; what is to end, ends with it at the latest. */
    private static StackOptions forThis(DemoOptions options) {
        return options.stack().withDetached(!options.exit());
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static void tell(Setting setting, Tale tale) {
        Publishing publishing = new Publishing(setting, tale);
        publishing.importCatalogues();
        Published published = publishing.publish();
        new Sharing(setting, tale).tell(published);
        new Tampering(setting, tale).tell(new Receipts(setting, tale).tell(published));
    }

    private static void addresses(Stack stack, PrintStream out) {
        out.println();
        out.println("Look at");
        out.println("   " + stack.gateway() + "/audit   the audit pages (login auditor, password "
                + stack.demoPassword() + ")");
        out.println("   " + stack.gateway() + "/docs    the API reference");
        out.println("   " + stack.options().state().resolve("demo") + "   receipts and trust file");
        out.println("Everything stays up until './govshare down'.");
    }

    private record Outcome(boolean allHeld, List<Check> checks, List<Figure> figures) {}

    private static void write(Path file, Tale tale) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(
                    file,
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(new Outcome(tale.allHeld(), tale.checks(), tale.figures())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
