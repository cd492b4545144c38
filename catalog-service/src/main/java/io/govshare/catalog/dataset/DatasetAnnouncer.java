package io.govshare.catalog.dataset;

import io.govshare.schemas.DatasetChanged;
import io.govshare.schemas.DatasetChanged.Change;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.Topics;
import io.govshare.starter.outbox.Outbox;
import io.govshare.starter.outbox.OutboxMessage;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells the other services of a changed dataset, if and only if the change is committed. */
@Component
class DatasetAnnouncer {

    private final Outbox outbox;

    DatasetAnnouncer(Outbox outbox) {
        this.outbox = outbox;
    }

    void announce(UUID id, String title, String agency, Sharing sharing, Change change, String operator, Instant now) {
        var wireSharing = switch (sharing) {
            case OPEN -> DatasetChanged.Sharing.OPEN;
            case CONDITIONAL -> DatasetChanged.Sharing.CONDITIONAL;
            case RESTRICTED -> DatasetChanged.Sharing.RESTRICTED;
        };
        var event = new DatasetChanged(id, title, agency, wireSharing, change, operator, now);
        outbox.add(OutboxMessage.of(Topics.DATASET_CHANGED, id.toString(), EventJson.write(event)));
    }
}
