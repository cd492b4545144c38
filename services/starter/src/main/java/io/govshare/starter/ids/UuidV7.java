package io.govshare.starter.ids;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, then a counter, then randomness. Ids of one
 * generator rise strictly, so rows and events sort by creation and database indexes grow at their end.
 *
 * <p>The 12 bits after the version are a counter (RFC 9562 section 6.2, method 1) that begins at a random value below
 * 2048 each millisecond; when it would overflow, or when the clock goes back, the generator's own time moves ahead
 * instead. Safe for use by many threads.
 */
public final class UuidV7 {

    private static final int COUNTER_MAX = 0xFFF;
    private static final int COUNTER_START_BOUND = 0x800;

    private final Clock clock;
    private final RandomGenerator random;
    private long lastMillis = -1;
    private int counter;

    public UuidV7(Clock clock) {
        this(clock, new SecureRandom());
    }

    UuidV7(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        long bits = random.nextLong();
        long now = clock.millis();
        long high;
        synchronized (this) {
            if (now > lastMillis) {
                lastMillis = now;
                counter = (int) (bits >>> 52) & (COUNTER_START_BOUND - 1);
            } else if (++counter > COUNTER_MAX) {
                lastMillis++;
                counter = 0;
            }
            high = lastMillis << 16 | 0x7000L | counter;
        }
        // Two bits of variant 10, then 62 random ones, independent of those spent on the counter.
        return new UUID(high, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }
}
