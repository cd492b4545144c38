package io.govshare.catalog.anchoring;

import io.govshare.schemas.ReceiptsIssued;
import io.govshare.schemas.Topics;
import io.govshare.starter.inbox.InboxEvent;
import io.govshare.starter.inbox.InboxListener;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class ReceiptsIssuedListener implements InboxListener {

    // Each event names up to a thousand entries.
    private static final int BATCH = 10;

    private final AnchoredEntries entries;

    ReceiptsIssuedListener(AnchoredEntries entries) {
        this.entries = entries;
    }

    @Override
    public String consumer() {
        return "catalog-anchoring";
    }

    @Override
    public Map<String, Class<?>> topics() {
        return Map.of(Topics.RECEIPTS_ISSUED, ReceiptsIssued.class);
    }

    @Override
    public void onEvents(List<InboxEvent> events) {
        events.forEach(event -> entries.add((ReceiptsIssued) event.body()));
    }

    @Override
    public int maxBatch() {
        return BATCH;
    }
}
