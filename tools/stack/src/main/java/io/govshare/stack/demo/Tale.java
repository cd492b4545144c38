package io.govshare.stack.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What has been seen so far, told as it goes on and kept for the closing table. */
final class Tale {

    private final Narrator narrator;
    private final List<Check> checks = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();

    Tale(Narrator narrator) {
        this.narrator = narrator;
    }

    Narrator narrator() {
        return narrator;
    }

    void act(String title) {
        narrator.act(title);
    }

    void check(String name, boolean held, String detail) {
        checks.add(new Check(name, held, detail));
        narrator.check(name, held, detail);
    }

    void figure(String name, String value) {
        figures.add(new Figure(name, value));
    }

    void figure(String name, long count) {
        figure(name, String.format(Locale.ROOT, "%,d", count));
    }

    void figure(String name, Duration took) {
        figure(name, seconds(took));
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    boolean allHeld() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::held);
    }

    static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
