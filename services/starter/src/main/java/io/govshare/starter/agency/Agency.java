package io.govshare.starter.agency;

import io.govshare.schemas.AgencyChanged;
import java.time.Instant;
import java.util.List;

/** @param since when the agency came into this status */
public record Agency(
        String code,
        String name,
        AgencyChanged.Level level,
        String region,
        String domain,
        AgencyChanged.Status status,
        Instant since,
        List<AgencyKey> keys) {

    public Agency {
        keys = List.copyOf(keys);
    }

    public static Agency of(AgencyChanged event) {
        return new Agency(
                event.code(),
                event.name(),
                event.level(),
                event.region(),
                event.domain(),
                event.status(),
                event.since(),
                event.keys().stream()
                        .map(key -> new AgencyKey(
                                event.code(), key.kid(), key.jwk(), key.status(), key.validFrom(), key.validUntil()))
                        .toList());
    }

    public boolean isActive() {
        return status == AgencyChanged.Status.ACTIVE;
    }
}
