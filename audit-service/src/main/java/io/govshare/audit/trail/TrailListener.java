package io.govshare.audit.trail;

import io.govshare.schemas.CorruptionFound;
import io.govshare.schemas.DatasetChanged;
import io.govshare.schemas.ReceiptsIssued;
import io.govshare.schemas.StatementsSealed;
import io.govshare.schemas.Topics;
import io.govshare.starter.inbox.EventRejectedException;
import io.govshare.starter.inbox.InboxEvent;
import io.govshare.starter.inbox.InboxListener;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class TrailListener implements InboxListener {

    /** Who acted where an event comes from the platform itself. */
    private static final String PLATFORM = "platform";

    private final TrailWriter trail;

    TrailListener(TrailWriter trail) {
        this.trail = trail;
    }

    @Override
    public String consumer() {
        return "audit-trail";
    }

    @Override
    public Map<String, Class<?>> topics() {
        return Map.of(
                Topics.CATALOG_STATEMENTS_SEALED, StatementsSealed.class,
                Topics.IDENTITY_STATEMENTS_SEALED, StatementsSealed.class,
                Topics.RECEIPTS_ISSUED, ReceiptsIssued.class,
                Topics.DATASET_CHANGED, DatasetChanged.class,
                Topics.CORRUPTION_FOUND, CorruptionFound.class);
    }

    @Override
    public void onEvents(List<InboxEvent> events) {
        for (InboxEvent event : events) {
            switch (event.body()) {
                case StatementsSealed sealed -> trail.append(sealed);
                case ReceiptsIssued issued -> trail.anchored(issued);
                case DatasetChanged changed ->
                    trail.append(
                            event.id(),
                            "dataset." + changed.change().name().toLowerCase(Locale.ROOT),
                            changed.changedAt(),
                            changed.agency(),
                            changed.operator(),
                            null,
                            null,
                            changed.dataset(),
                            changed.title(),
                            null);
                case CorruptionFound found ->
                    trail.append(
                            event.id(),
                            "record.corrupt",
                            found.foundAt(),
                            found.agency(),
                            PLATFORM,
                            found.record(),
                            found.version(),
                            found.dataset(),
                            null,
                            found.what());
                default ->
                    throw new EventRejectedException(
                            event, "the trail has no place for " + event.body().getClass());
            }
        }
    }

    /** One event can hold 1,000 receipts. */
    @Override
    public int maxBatch() {
        return 20;
    }
}
