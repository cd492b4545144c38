package io.govshare.identity.keycloak;

import io.govshare.identity.agency.Agencies;
import io.govshare.identity.agency.Agency;
import io.govshare.identity.agency.AgencyStatusChanged;
import io.govshare.identity.operator.AgencyOperators;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * One thread that brings Keycloak to what the tables say, and copies members back. Several copies of this service may do
 * so at once: each step compares first and is the same whoever takes it.
 */
@Component
class Reconciler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final Agencies agencies;
    private final AgencyOperators operators;
    private final Organisations organisations;
    private final KeycloakProperties properties;
    private final Semaphore wake = new Semaphore(0);

    private volatile @Nullable Thread thread;
    private volatile @Nullable String lastFailure = "not tried yet";

    Reconciler(
            Agencies agencies, AgencyOperators operators, Organisations organisations, KeycloakProperties properties) {
        this.agencies = agencies;
        this.operators = operators;
        this.organisations = organisations;
        this.properties = properties;
    }

    /** Why Keycloak is not in step; {@code null} when the last pass went through. */
    @Nullable
    String lastFailure() {
        return lastFailure;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(AgencyStatusChanged event) {
        log.debug("Agency {} changed", event.agency());
        wake.release();
    }

    /** One pass over all agencies. */
    void reconcile() {
        Map<String, OrganizationRepresentation> known = organisations.byAlias();
        Map<String, Set<String>> usersByRole = organisations.usersByRole();
        for (String code : agencies.codes()) {
            Agency agency = agencies.get(code);
            OrganizationRepresentation organisation = known.get(code);
            if (organisation == null) {
                organisation = organisations.create(agency);
            } else {
                organisations.align(organisation, agency);
            }
            operators.replace(code, organisations.members(organisation, agency, usersByRole));
        }
    }

    private void run() {
        Duration wait = FIRST_WAIT;
        while (!Thread.currentThread().isInterrupted()) {
            Duration pause;
            try {
                reconcile();
                if (lastFailure != null) {
                    log.info("Keycloak is in step");
                }
                lastFailure = null;
                wait = FIRST_WAIT;
                pause = properties.every();
            } catch (RuntimeException e) {
                // Whatever it was, the next pass starts from the beginning and repairs it.
                String failure = String.valueOf(e.getMessage());
                if (!failure.equals(lastFailure)) {
                    log.warn("Keycloak is not in step, trying again: {}", failure);
                    log.debug("The failure", e);
                }
                lastFailure = failure;
                pause = wait;
                Duration doubled = wait.multipliedBy(2);
                wait = doubled.compareTo(properties.patience()) > 0 ? properties.patience() : doubled;
            }
            try {
                if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void start() {
        if (properties.enabled() && thread == null) {
            thread = Thread.ofVirtual().name("keycloak-reconciler").start(this::run);
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
