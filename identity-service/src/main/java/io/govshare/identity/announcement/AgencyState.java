package io.govshare.identity.announcement;

import io.govshare.identity.agency.Agency;
import io.govshare.identity.key.SealingKey;
import io.govshare.schemas.AgencyChanged;
import java.util.List;

/** Agency and keys in the form everybody else knows. */
final class AgencyState {

    private AgencyState() {}

    static AgencyChanged of(Agency agency, List<SealingKey> keys) {
        return new AgencyChanged(
                agency.code(),
                agency.name(),
                agency.level(),
                agency.region(),
                agency.domain(),
                agency.status(),
                agency.since(),
                keys.stream().map(AgencyState::of).toList());
    }

    private static AgencyChanged.Key of(SealingKey key) {
        return new AgencyChanged.Key(
                key.kid(),
                key.jwk(),
                key.isActive() ? AgencyChanged.KeyStatus.ACTIVE : AgencyChanged.KeyStatus.REVOKED,
                key.validFrom(),
                key.validUntil());
    }
}
