package io.govshare.stack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.govshare.stack.StackException;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the launcher script runs. */
@Command(
        name = "govshare",
        description = "Runs GovShare on this machine.",
        subcommands = {
            InstallCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            RestartCommand.class,
            DemoCommand.class,
            FsckCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        PrintStream out = Terminal.out();
        PrintStream err = Terminal.err();
        int status = new CommandLine(new Main())
                .setOut(new PrintWriter(out, true, UTF_8))
                .setErr(new PrintWriter(err, true, UTF_8))
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (exception instanceof StackException) {
                        err.println(exception.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw exception;
                })
                .execute(args);
        System.exit(status);
    }
}
