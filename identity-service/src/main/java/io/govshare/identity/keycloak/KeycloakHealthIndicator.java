package io.govshare.identity.keycloak;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells whether Keycloak is in step. Not part of readiness: this service answers without Keycloak. */
@Component("keycloak")
class KeycloakHealthIndicator implements HealthIndicator {

    private final Reconciler reconciler;

    KeycloakHealthIndicator(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public Health health() {
        String failure = reconciler.lastFailure();
        return failure == null
                ? Health.up().build()
                : Health.unknown().withDetail("notInStep", failure).build();
    }
}
