package io.govshare.stack.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints the story: a progress bar in place on a terminal, plain lines elsewhere. */
public final class Narrator {

    private static final int BAR = 30;
    private static final int NAME = 46;
    private static final int QUIET_STEPS = 4;

    private final PrintStream out;
    private final boolean terminal;
    private @Nullable String running;
    private int told;

    public Narrator(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void act(String title) {
        out.println();
        out.println("── " + title);
    }

    void say(String sentence) {
        out.println("   " + sentence);
    }

    /** Shows how far something is; the last call has {@code done == of}. */
    void progress(String what, long done, long of) {
        if (!what.equals(running)) {
            running = what;
            told = 0;
        }
        long whole = Math.max(1, of);
        boolean finished = done >= of;
        if (terminal) {
            int filled = (int) (BAR * Math.min(done, whole) / whole);
            out.print("\r   " + name(what) + " [" + "█".repeat(filled) + "·".repeat(BAR - filled) + "] "
                    + String.format(Locale.ROOT, "%,d of %,d", done, of));
            if (finished) {
                out.println();
            }
            out.flush();
        } else {
            int step = finished ? QUIET_STEPS : (int) (QUIET_STEPS * done / whole);
            if (step > told) {
                told = step;
                out.println("   " + name(what) + " " + String.format(Locale.ROOT, "%,d of %,d", done, of));
            }
        }
    }

    void check(String name, boolean held, String detail) {
        out.println((held ? " ✔ " : " ✘ ") + name + (detail.isEmpty() ? "" : ": " + detail));
    }

    void table(String title, List<Figure> figures) {
        int width = figures.stream()
                .mapToInt(figure -> figure.name().length())
                .max()
                .orElse(0);
        out.println();
        out.println("── " + title);
        figures.forEach(figure -> out.println(
                "   " + figure.name() + " ".repeat(width - figure.name().length()) + "   " + figure.value()));
    }

    private static String name(String what) {
        return what.length() >= NAME ? what : what + " ".repeat(NAME - what.length());
    }
}
