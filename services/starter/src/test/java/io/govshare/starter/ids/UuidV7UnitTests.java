package io.govshare.starter.ids;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.testkit.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class UuidV7UnitTests {

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");

    @Test
    void idHasVersionVariantAndTime() {
        UUID id = new UuidV7(clock).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
    }

    @Test
    void idsRiseWithinAMillisecondAlsoWhenTheCounterOverflows() {
        assertRising(new UuidV7(clock), 10_000);
    }

    @Test
    void idsRiseWhenTheClockGoesBack() {
        UuidV7 ids = new UuidV7(clock);
        UUID before = ids.next();
        clock.advance(Duration.ofSeconds(-5));

        assertThat(ids.next().toString()).isGreaterThan(before.toString());
    }

    @Test
    void timeCatchesUpAfterABurst() {
        UuidV7 ids = new UuidV7(clock);
        for (int i = 0; i < 20_000; i++) {
            ids.next();
        }
        clock.set(Instant.parse("2026-11-22T11:00:00Z"));

        assertThat(ids.next().getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
    }

    @Test
    void idsOfManyThreadsAreDistinct() {
        UuidV7 ids = new UuidV7(Clock.systemUTC());
        Set<UUID> seen = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                threads.execute(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        seen.add(ids.next());
                    }
                });
            }
        }
        assertThat(seen).hasSize(20_000);
    }

    private static void assertRising(UuidV7 ids, int count) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(ids.next().toString());
        }
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }
}
