package io.govshare.verifier;

import io.govshare.verifier.fsck.FsckCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where the jar starts. */
final class VerifierApplication {
    private VerifierApplication() {}

    public static void main(String[] args) {
        // UTF-8 whatever the locale says: receipts of one machine are read on another.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        ExitStatus status = run(out, err, args);
        out.flush();
        // A verdict that nobody could read is none.
        System.exit(out.checkError() ? ExitStatus.UNUSABLE.code() : status.code());
    }

    /** Whatever goes wrong, the status must not be that of a verdict: an uncaught exception would leave with 1. */
    private static ExitStatus run(PrintStream out, PrintStream err, String... args) {
        try {
            return args.length > 0 && args[0].equals("fsck")
                    ? FsckCommand.run(out, err, List.of(args).subList(1, args.length))
                    : new Verification(out, err).run(args);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            err.println("The verifier failed: " + e);
            return ExitStatus.UNUSABLE;
        }
    }
}
