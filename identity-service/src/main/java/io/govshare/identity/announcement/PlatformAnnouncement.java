package io.govshare.identity.announcement;

import io.govshare.identity.statement.PlatformKeys;
import io.govshare.schemas.AgencyChanged;
import io.govshare.schemas.EventJson;
import io.govshare.schemas.Topics;
import io.govshare.starter.outbox.Outbox;
import io.govshare.starter.outbox.OutboxMessage;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Announces the platform's own keys at start, before the agencies. Their seals are checked by the same directory as those
 * of agencies, so the platform stands in it like one, except that it is never admitted: for an agency that is pending
 * nobody can do anything.
 */
@Component
@Order(0)
class PlatformAnnouncement implements ApplicationRunner {

    private final PlatformKeys keys;
    private final Outbox outbox;

    PlatformAnnouncement(PlatformKeys keys, Outbox outbox) {
        this.keys = keys;
        this.outbox = outbox;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        List<PlatformKeys.PlatformKey> all = keys.all();
        AgencyChanged state = new AgencyChanged(
                PlatformKeys.PLATFORM,
                "GovShare platform",
                AgencyChanged.Level.NATIONAL,
                "none",
                PlatformKeys.PLATFORM,
                AgencyChanged.Status.PENDING,
                all.getFirst().validFrom(),
                all.stream()
                        .map(key -> new AgencyChanged.Key(
                                key.kid(), key.jwk(), AgencyChanged.KeyStatus.ACTIVE, key.validFrom(), null))
                        .toList());
        outbox.add(OutboxMessage.of(Topics.AGENCY_CHANGED, PlatformKeys.PLATFORM, EventJson.write(state)));
    }
}
