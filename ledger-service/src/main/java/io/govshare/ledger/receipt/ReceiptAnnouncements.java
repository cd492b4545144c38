package io.govshare.ledger.receipt;

import io.govshare.ledger.anchor.Anchor;
import io.govshare.ledger.anchor.Anchors;
import io.govshare.ledger.anchor.Registries;
import io.govshare.ledger.anchor.Registry;
import io.govshare.ledger.log.Leaves;
import io.govshare.ledger.log.LogIdentity;
import io.govshare.proof.merkle.Hash;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.ReceiptsIssued;
import io.govshare.schemas.Topics;
import io.govshare.starter.outbox.Outbox;
import io.govshare.starter.outbox.OutboxMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which receipts were announced. The mark and the messages are written together, so each leaf is announced once, with
 * the first anchor that covers it.
 */
@Component
class ReceiptAnnouncements {

    /** Bounds a transaction to 20,000 receipts, about 2 MB. */
    private static final int MESSAGES = 20;

    private final JdbcClient jdbc;
    private final Anchors anchors;
    private final Registries registries;
    private final Leaves leaves;
    private final LogIdentity identity;
    private final Outbox outbox;

    ReceiptAnnouncements(
            JdbcClient jdbc,
            Anchors anchors,
            Registries registries,
            Leaves leaves,
            LogIdentity identity,
            Outbox outbox) {
        this.jdbc = jdbc;
        this.anchors = anchors;
        this.registries = registries;
        this.leaves = leaves;
        this.identity = identity;
        this.outbox = outbox;
    }

    /** Announces the next stretch of leaves; false when all that are anchored were announced. */
    @Transactional
    public boolean announceNext() {
        long announced = jdbc.sql("select size from receipt_head for update")
                .query(Long.class)
                .single();
        Optional<Anchor.Confirmed> anchor = anchors.firstCovering(announced);
        if (anchor.isEmpty()) {
            return false;
        }
        long until = Math.min(anchor.get().size(), announced + (long) MESSAGES * ReceiptsIssued.MAX_RECEIPTS);
        outbox.addAll(messages(anchor.get(), announced, until));
        jdbc.sql("update receipt_head set size = ?").param(until).update();
        return true;
    }

    private List<OutboxMessage> messages(Anchor.Confirmed anchor, long from, long until) {
        Registry registry = registries.find().orElseThrow();
        List<OutboxMessage> messages = new ArrayList<>();
        for (long first = from; first < until; first += ReceiptsIssued.MAX_RECEIPTS) {
            long end = Math.min(until, first + ReceiptsIssued.MAX_RECEIPTS);
            ReceiptsIssued event = new ReceiptsIssued(
                    identity.origin(),
                    registry.logId(),
                    anchor.size(),
                    anchor.root().base64Url(),
                    anchor.blockNumber(),
                    anchor.blockHash(),
                    anchor.blockTime(),
                    anchor.transaction(),
                    receipts(first, leaves.entries(first, end)));
            messages.add(OutboxMessage.of(Topics.RECEIPTS_ISSUED, identity.origin(), EventJson.write(event)));
        }
        return messages;
    }

    private static List<ReceiptsIssued.Issued> receipts(long first, List<Hash> entries) {
        List<ReceiptsIssued.Issued> receipts = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            receipts.add(new ReceiptsIssued.Issued(entries.get(i).base64Url(), first + i));
        }
        return receipts;
    }
}
