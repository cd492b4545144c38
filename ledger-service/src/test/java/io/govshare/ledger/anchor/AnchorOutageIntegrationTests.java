package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.DevChain;
import io.govshare.chain.FaultyNode;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.log.Entries;
import io.govshare.testkit.MutableClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Half an hour without a chain, in which the log grows each minute; the minutes are the test clock's. */
class AnchorOutageIntegrationTests {

    private static final int MINUTES = 30;
    private static final int PER_MINUTE = 40;

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final DevChain devChain = DevChain.start();
    private final FaultyNode node = new FaultyNode(devChain);

    @TempDir
    private Path directory;

    private TestLedger ledger;

    @BeforeEach
    void start() {
        ledger = TestLedger.builder(directory)
                .anchoring(node.url())
                .bean("clock", clock)
                .with("govshare.ledger.anchor.poll", "20ms")
                .with("govshare.ledger.anchor.longest-wait", "500ms")
                .start();
    }

    @AfterEach
    void stop() {
        ledger.close();
        node.close();
        devChain.close();
    }

    @Test
    void nothingIsLostNothingPilesUpAndOneAnchorDrainsIt() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        await(10);
        Instant began = clock.instant();
        node.goAway();

        for (int minute = 1; minute <= MINUTES; minute++) {
            long size = 10 + (long) minute * PER_MINUTE;
            ledger.appendAndSign(Entries.numbered(size - PER_MINUTE, size));
            clock.advance(Duration.ofMinutes(1));
            LedgerStatus status = status();
            assertThat(status.size()).isEqualTo(size);
            assertThat(status.anchoredSize()).isEqualTo(10);
            assertThat(status.pending()).isEqualTo(size - 10);
            assertThat(status.pendingSince()).isEqualTo(began);
            assertThat(ledger.anchorsIn("pending", "submitted")).isLessThanOrEqualTo(1);
        }
        TestLedger.await("a reason", () -> String.valueOf(status().problem()).startsWith("the chain is away"));
        assertThat(status().endpoints().getFirst().problem())
                .contains(node.url().toString());
        assertThat(gauge("govshare.ledger.anchor.pending")).isEqualTo(MINUTES * PER_MINUTE);
        assertThat(gauge("govshare.ledger.anchor.pending.age")).isEqualTo(MINUTES * 60);

        node.recover();
        await(10 + MINUTES * PER_MINUTE);

        assertThat(sizes()).containsExactly(10L, 10L + MINUTES * PER_MINUTE);
        assertThat(status().pending()).isZero();
        TestLedger.await("no problem", () -> status().problem() == null);
        for (long leaf : List.of(10L, 600L, 1_209L)) {
            assertThat(ledger.get(Anchors.class).firstCovering(leaf)).isPresent();
        }
    }

    /** Cut off with a transaction on its way: that one is confirmed, and one more takes all that came meanwhile. */
    @Test
    void theTransactionThatWasOnItsWayIsFoundAgain() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        await(10);
        devChain.pause();
        ledger.appendAndSign(Entries.numbered(10, 20));
        TestLedger.await("a sent transaction", () -> ledger.anchorsIn("submitted") == 1);
        node.goAway();
        for (int minute = 1; minute <= MINUTES; minute++) {
            ledger.appendAndSign(Entries.numbered(10L + minute * 10L, 20L + minute * 10L));
            clock.advance(Duration.ofMinutes(1));
            assertThat(ledger.anchorsIn("pending", "submitted")).isEqualTo(1);
        }
        devChain.mine();
        node.recover();

        TestLedger.await("the anchor on its way", () -> {
            clock.advance(Duration.ofSeconds(5));
            return ledger.get(Anchors.class).confirmedSize() >= 20;
        });
        TestLedger.await("all anchored", () -> {
            clock.advance(Duration.ofSeconds(5));
            devChain.mine();
            return ledger.get(Anchors.class).confirmedSize() == 20 + MINUTES * 10L;
        });
        assertThat(sizes()).containsExactly(10L, 20L, 20L + MINUTES * 10L);
    }

    private void await(long size) {
        TestLedger.await("anchor of size " + size, () -> {
            clock.advance(Duration.ofMillis(100));
            return ledger.get(Anchors.class).confirmedSize() == size;
        });
    }

    private LedgerStatus status() {
        return ledger.get(LedgerStatusReader.class).read();
    }

    private double gauge(String name) {
        return ledger.get(MeterRegistry.class).get(name).gauge().value();
    }

    private List<Long> sizes() {
        return ledger.jdbc()
                .sql("select size from anchor where state = 'confirmed' order by size")
                .query(Long.class)
                .list();
    }
}
