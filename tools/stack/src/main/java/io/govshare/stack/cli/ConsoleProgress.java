package io.govshare.stack.cli;

import io.govshare.stack.Component;
import io.govshare.stack.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Progress for a person: each part gets a line when it is ready, and what is still waited for is shown below, rewritten
 * in place on a terminal and as a line when it has changed elsewhere.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(1);
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private final int width;
    private final Map<Component, String> waiting = new EnumMap<>(Component.class);
    private final Thread ticker;
    private String lastShown = "";
    private boolean statusShown;

    ConsoleProgress(PrintStream out, boolean terminal, int width) {
        this.out = out;
        this.terminal = terminal;
        this.width = width;
        this.ticker = Thread.ofVirtual().name("progress").start(this::tick);
    }

    @Override
    public synchronized void doing(Component component, String what) {
        waiting.put(component, what);
    }

    @Override
    public synchronized void installed(Component component, Duration took) {
        waiting.remove(component);
        if (took.compareTo(WORTH_A_LINE) > 0) {
            line(String.format(Locale.ROOT, "  installed  %-17s %5.1f s", component.title(), took.toMillis() / 1000.0));
        }
    }

    @Override
    public synchronized void ready(Component component, String address, Duration took) {
        waiting.remove(component);
        line(String.format(
                Locale.ROOT, "  ready  %-17s %-28s %5.1f s", component.title(), address, took.toMillis() / 1000.0));
    }

    @Override
    public synchronized void stopped(Component component) {
        waiting.clear();
        line("  ended  " + component.title());
    }

    @Override
    public synchronized void note(String sentence) {
        line(sentence);
    }

    /** Erases the line that is rewritten. */
    @Override
    public synchronized void close() {
        waiting.clear();
        erase();
        ticker.interrupt();
    }

    private void tick() {
        Duration pause = terminal ? ON_TERMINAL : ELSEWHERE;
        try {
            while (true) {
                Thread.sleep(pause);
                show();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        if (waiting.isEmpty()) {
            return;
        }
        String text = waiting.entrySet().stream()
                .map(entry -> entry.getKey().title() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", ", "  waiting for ", ""));
        if (!terminal) {
            if (!text.equals(lastShown)) {
                line(text);
                lastShown = text;
            }
            return;
        }
        erase();
        out.print(text.length() < width ? text : text.substring(0, width - 4) + "...");
        out.flush();
        statusShown = true;
    }

    private void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    private void erase() {
        if (statusShown) {
            out.print(ERASE_LINE);
            out.flush();
            statusShown = false;
        }
    }
}
