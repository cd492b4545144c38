package io.govshare.ledger.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.DevChain;
import io.govshare.chain.FaultyNode;
import io.govshare.ledger.TestLedger;
import io.govshare.ledger.anchor.Anchors;
import io.govshare.ledger.anchor.Registries;
import io.govshare.ledger.log.Entries;
import io.govshare.ledger.log.Leaves;
import io.govshare.ledger.log.LogIdentity;
import io.govshare.starter.ids.UuidV7;
import io.govshare.starter.outbox.Outbox;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What piles up while there is no chain takes one anchor, and transactions of a bounded size to announce. */
class AnnouncementBacklogIntegrationTests {

    private static final int FIRST = 10;
    private static final int BATCH = 15_000;
    private static final int BATCHES = 3;
    private static final int MESSAGES = 20;
    private static final long TRANSACTION_BYTES = 3L << 20;

    @TempDir
    private Path directory;

    @Test
    void aLongBacklogIsOneAnchorAndStretchesOfTwentyThousandReceipts() {
        try (DevChain chain = DevChain.start();
                FaultyNode node = new FaultyNode(chain);
                TestLedger ledger = TestLedger.builder(directory)
                        .anchoring(node.url())
                        .packages("io.govshare.starter.outbox")
                        .bean("uuids", new UuidV7(Clock.systemUTC()))
                        .with("govshare.outbox.enabled", false)
                        .with("govshare.ledger.anchor.longest-wait", "500ms")
                        .start()) {
            ledger.appendAndSign(Entries.numbered(0, FIRST));
            ledger.awaitAnchored(FIRST);
            node.goAway();
            for (int i = 0; i < BATCHES; i++) {
                long from = FIRST + (long) i * BATCH;
                ledger.appendAndSign(Entries.numbered(from, from + BATCH));
                assertThat(ledger.anchorsIn("pending", "submitted")).isLessThanOrEqualTo(1);
            }
            node.recover();
            ledger.awaitAnchored(FIRST + (long) BATCHES * BATCH);
            assertThat(ledger.anchorsIn("confirmed")).isEqualTo(2);

            assertThat(messagesOfEachTransaction(ledger)).containsExactly(1L, 20L, 20L, 5L);
            long largest = ledger.jdbc()
                    .sql("select max(octet_length(payload)) from outbox")
                    .query(Long.class)
                    .single();
            assertThat(MESSAGES * largest).isLessThan(TRANSACTION_BYTES);
        }
    }

    private static List<Long> messagesOfEachTransaction(TestLedger ledger) {
        ReceiptAnnouncements announcements = new ReceiptAnnouncements(
                ledger.jdbc(),
                ledger.get(Anchors.class),
                ledger.get(Registries.class),
                ledger.get(Leaves.class),
                ledger.get(LogIdentity.class),
                ledger.get(Outbox.class));
        List<Long> messages = new ArrayList<>();
        long before = 0;
        while (Boolean.TRUE.equals(ledger.transaction().execute(_ -> announcements.announceNext()))) {
            long now = ledger.jdbc()
                    .sql("select count(*) from outbox")
                    .query(Long.class)
                    .single();
            messages.add(now - before);
            before = now;
        }
        return messages;
    }
}
