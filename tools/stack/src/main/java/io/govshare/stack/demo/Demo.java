package io.govshare.stack.demo;

import io.govshare.stack.Progress;
import java.io.PrintStream;

/** The story: real records from publication to verified receipts, and tampering that is caught. */
public final class Demo {

    private Demo() {}

    /** @return the exit status: 0 only if every check of the story held */
    public static int run(DemoOptions options, Progress progress, PrintStream out) {
        progress.note("The story is not part of this build.");
        return 2;
    }
}
