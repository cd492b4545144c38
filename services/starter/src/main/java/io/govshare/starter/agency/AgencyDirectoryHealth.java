package io.govshare.starter.agency;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Part of readiness: before the directory is read, every request of an agency would be turned away. */
final class AgencyDirectoryHealth implements HealthIndicator {

    private final AgencyDirectory directory;

    AgencyDirectoryHealth(AgencyDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Health health() {
        return (directory.isReady() ? Health.up() : Health.outOfService())
                .withDetail("agencies", directory.all().size())
                .build();
    }
}
