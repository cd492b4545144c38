package io.govshare.identity.agency;

import io.govshare.schemas.AgencyChanged.Level;
import io.govshare.schemas.AgencyChanged.Status;
import java.time.Instant;

/**
 * An organisation in the consortium.
 *
 * @param code also the alias of its Keycloak organisation, and the agency's name in tokens and statements
 * @param region ISO 3166-2, or the municipality's official code after it
 * @param since when it came into this status
 */
public record Agency(
        String code, String name, Level level, String region, String domain, Status status, Instant since) {

    Agency in(Status other, Instant now) {
        return new Agency(code, name, level, region, domain, other, now);
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }
}
