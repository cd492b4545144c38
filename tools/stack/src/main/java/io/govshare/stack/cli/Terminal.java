package io.govshare.stack.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output and what is known about it. */
final class Terminal {

    private static final int DEFAULT_WIDTH = 100;

    private Terminal() {}

    static PrintStream out() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    static PrintStream err() {
        return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }

    // The launcher tells both: the JVM's own notion of a terminal looks at standard input as well.
    static ConsoleProgress progress(PrintStream out) {
        return new ConsoleProgress(out, Boolean.getBoolean("govshare.terminal"), width());
    }

    private static int width() {
        try {
            return Math.max(40, Integer.parseInt(System.getProperty("govshare.columns", "")));
        } catch (NumberFormatException unknown) {
            return DEFAULT_WIDTH;
        }
    }
}
