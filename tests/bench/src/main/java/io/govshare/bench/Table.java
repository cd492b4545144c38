package io.govshare.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Figures, printed as they are measured, each beside what it aims at. */
public final class Table {

    private final PrintStream out;
    private int met;
    private int missed;

    public Table(PrintStream out) {
        this.out = out;
    }

    /** What a figure is to reach. */
    public record Aim(boolean atLeast, double bound) {

        public static Aim atLeast(double bound) {
            return new Aim(true, bound);
        }

        public static Aim atMost(double bound) {
            return new Aim(false, bound);
        }

        boolean isMetBy(double value) {
            return atLeast ? value >= bound : value <= bound;
        }

        @Override
        public String toString() {
            return (atLeast ? "at least " : "at most ") + number(bound);
        }
    }

    public void heading(String text) {
        out.printf("%n%s%n", text);
    }

    public void figure(String what, double value, String unit) {
        line(what, value, unit, "");
    }

    /** A value that is no number misses its aim. */
    public void figure(String what, double value, String unit, Aim aim) {
        boolean reached = aim.isMetBy(value);
        if (reached) {
            met++;
        } else {
            missed++;
        }
        line(what, value, unit, aim + (reached ? ": met" : ": MISSED"));
    }

    public void summary() {
        out.printf(Locale.ROOT, "%n%d of %d aims met.%n", met, met + missed);
    }

    private void line(String what, double value, String unit, String verdict) {
        String line = String.format(Locale.ROOT, "  %-58s %10s %-12s %s", what, number(value), unit, verdict);
        out.println(line.stripTrailing());
    }

    private static String number(double value) {
        String format = value == Math.rint(value) || value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
