package io.govshare.catalog.sealing;

import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.problem.ProblemException;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Part of readiness: at first start no agency can publish before its new key is registered. Once all could, it stays up;
 * an agency that joins later must not take the service away from the others.
 */
final class SealingKeysHealth implements HealthIndicator {

    private final SealingKeys keys;
    private final AgencyDirectory directory;
    private volatile boolean complete;

    SealingKeysHealth(SealingKeys keys, AgencyDirectory directory) {
        this.keys = keys;
        this.directory = directory;
    }

    @Override
    public Health health() {
        List<String> active = directory.all().stream()
                .filter(Agency::isActive)
                .map(Agency::code)
                .toList();
        List<String> waiting =
                active.stream().filter(agency -> !canSeal(agency)).toList();
        complete = complete || (!active.isEmpty() && waiting.isEmpty());
        return (complete ? Health.up() : Health.outOfService())
                .withDetail("waiting", waiting)
                .build();
    }

    private boolean canSeal(String agency) {
        try {
            keys.signer(agency);
            return true;
        } catch (ProblemException _) {
            return false;
        }
    }
}
