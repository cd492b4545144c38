package io.govshare.identity.announcement;

import io.govshare.identity.agency.Agencies;
import io.govshare.identity.agency.Announcer;
import io.govshare.identity.key.SealingKeys;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.Topics;
import io.govshare.starter.outbox.Outbox;
import io.govshare.starter.outbox.OutboxMessage;
import org.springframework.stereotype.Component;

/** The announcement as an event. */
@Component
class OutboxAnnouncer implements Announcer {

    private final Agencies agencies;
    private final SealingKeys keys;
    private final Outbox outbox;

    OutboxAnnouncer(Agencies agencies, SealingKeys keys, Outbox outbox) {
        this.agencies = agencies;
        this.keys = keys;
        this.outbox = outbox;
    }

    @Override
    public void announce(String agency) {
        byte[] state = EventJson.write(AgencyState.of(agencies.get(agency), keys.of(agency)));
        outbox.add(OutboxMessage.of(Topics.AGENCY_CHANGED, agency, state));
    }
}
