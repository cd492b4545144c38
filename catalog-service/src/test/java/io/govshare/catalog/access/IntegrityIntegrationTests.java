package io.govshare.catalog.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.record.RecordFiles;
import io.govshare.catalog.record.RecordStore;
import io.govshare.catalog.record.RecordVerifier;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class IntegrityIntegrationTests extends CatalogServiceTest {

    private static final int RECORDS = 70;

    @Autowired
    private RecordStore records;

    @Autowired
    private RecordVerifier verifier;

    @Autowired
    private RecordFiles files;

    @BeforeEach
    void recordsAreThere() {
        String lines = IntStream.range(0, RECORDS)
                .mapToObj(i -> "{\"name\":\"n" + i + "\"}\n")
                .collect(Collectors.joining());
        send(
                        "POST",
                        API + "/datasets/" + dataset("north", "open") + "/records/bulk",
                        publisher("north"),
                        BodyPublishers.ofString(lines),
                        "Content-Type",
                        "application/x-ndjson",
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .expect(200);
    }

    @Test
    void pagesOfAnySizeGoOverEveryVersionOnce() {
        long stored = count("select count(*) from record_version");
        for (int limit : new int[] {5, 32, 33, 64, 2_000}) {
            long checked = 0;
            String next = "";
            do {
                Answer page = send(
                                "POST",
                                API + "/integrity-checks?limit=" + limit + next,
                                tokens.person("a", "auditor"),
                                BodyPublishers.noBody())
                        .expect(200);
                assertThat(page.json().path("checked").asInt()).isBetween(0, limit);
                checked += page.json().path("checked").asInt();
                next = page.at("next").isEmpty() ? "" : "&after=" + page.at("next");
            } while (!next.isEmpty());
            assertThat(checked).as("with pages of %s", limit).isEqualTo(stored);
        }
    }

    @Test
    void aPageEndsWhenItsTimeIsOverAndTheNextGoesOnFromThere() {
        IntegrityController slow = new IntegrityController(records, verifier, files, passing(Duration.ofSeconds(3)));
        long stored = count("select count(*) from record_version");
        long checked = 0;
        String next = null;
        do {
            IntegrityController.Report page = slow.check(next, 500);
            assertThat(page.checked()).isLessThan(10);
            checked += page.checked();
            next = page.next();
        } while (next != null);
        assertThat(checked).isEqualTo(stored);
    }

    /** A clock that has gone on by so much whenever it is asked. */
    private static Clock passing(Duration step) {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        InstantSource source = () -> now.updateAndGet(before -> before.plus(step));
        return source.withZone(ZoneOffset.UTC);
    }
}
