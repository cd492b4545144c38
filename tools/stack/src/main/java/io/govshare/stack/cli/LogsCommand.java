package io.govshare.stack.cli;

import io.govshare.stack.Component;
import io.govshare.stack.StackException;
import io.govshare.stack.part.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Prints what a part has logged since it was started.")
final class LogsCommand implements Callable<Integer> {

    private static final long FOLLOW_MILLIS = 300;

    @Mixin
    private StateOption state = new StateOption();

    @Parameters(paramLabel = "SERVICE", description = "Its name as in 'status', for example ledger-service or kafka.")
    private String service = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = Folders.log(state.directory(), Component.named(service).id());
        if (!Files.isRegularFile(log)) {
            throw new StackException("There is no log of " + service + " in " + log + "; it has not been started yet.");
        }
        PrintStream out = Terminal.out();
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] buffer = new byte[1 << 16];
            while (true) {
                int read = file.read(buffer);
                if (read > 0) {
                    out.write(buffer, 0, read);
                } else if (follow) {
                    out.flush();
                    Thread.sleep(FOLLOW_MILLIS);
                } else {
                    out.flush();
                    return 0;
                }
            }
        }
    }
}
