package io.govshare.bench;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measured times in nanoseconds and their quantiles. Safe for use by several threads. */
public final class Latencies {

    private final long origin = System.nanoTime();
    private final Instant originTime = Clock.systemUTC().instant();
    private long[] dues = new long[1024];
    private long[] nanos = new long[1024];
    private int count;

    /** @param due by {@link System#nanoTime} */
    public synchronized void add(long due, long value) {
        if (count == nanos.length) {
            dues = Arrays.copyOf(dues, count * 2);
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        dues[count] = due;
        nanos[count++] = value;
    }

    public synchronized int count() {
        return count;
    }

    /** @return milliseconds; the nearest rank, so a value that was really measured */
    public synchronized double millis(double quantile) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(quantile * count) - 1)] / 1e6;
    }

    /** Each time with when it was due, as CSV. */
    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("due,milliseconds");
        for (int i = 0; i < count; i++) {
            lines.add(String.format(Locale.ROOT, "%s,%.3f", originTime.plusNanos(dues[i] - origin), nanos[i] / 1e6));
        }
        return lines;
    }

    String summary() {
        return String.format(
                Locale.ROOT, "p50 %.1f ms, p99 %.1f ms, max %.1f ms (%d)", millis(.5), millis(.99), millis(1), count());
    }
}
