package io.govshare.bench;

import java.util.Arrays;
import java.util.Locale;

/** Measured times in nanoseconds and their quantiles. Safe for use by several threads. */
final class Latencies {

    private long[] nanos = new long[1024];
    private int count;

    synchronized void add(long value) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = value;
    }

    synchronized int count() {
        return count;
    }

    /** @return milliseconds; the nearest rank, so a value that was really measured */
    synchronized double millis(double quantile) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(quantile * count) - 1)] / 1e6;
    }

    String summary() {
        return String.format(
                Locale.ROOT, "p50 %.1f ms, p99 %.1f ms, max %.1f ms (%d)", millis(.5), millis(.99), millis(1), count());
    }
}
