package io.govshare.identity.agency;

import io.govshare.identity.statement.PlatformKeys;
import io.govshare.identity.statement.Statements;
import io.govshare.proof.seal.StatementType;
import io.govshare.schemas.AgencyChanged.Status;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes of an agency's status. Doing again what is done already changes nothing and succeeds. */
@Service
class Membership {

    private static final String FOUNDING = "founding member";

    private final Agencies agencies;
    private final Announcer announcer;
    private final Statements statements;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Membership(
            Agencies agencies,
            Announcer announcer,
            Statements statements,
            ApplicationEventPublisher events,
            Clock clock) {
        this.agencies = agencies;
        this.announcer = announcer;
        this.statements = statements;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Agency suspend(String code, Operator operator, Reason reason) {
        return move(code, Status.ACTIVE, Status.SUSPENDED, StatementType.AGENCY_SUSPENDED, operator, reason);
    }

    @Transactional
    public Agency reinstate(String code, Operator operator, Reason reason) {
        return move(code, Status.SUSPENDED, Status.ACTIVE, StatementType.AGENCY_RESTORED, operator, reason);
    }

    private Agency move(String code, Status from, Status to, StatementType type, Operator operator, Reason reason) {
        Agency agency = agencies.lock(code);
        if (agency.status() == to) {
            return agency;
        }
        if (agency.status() != from) {
            String status = agency.status().name().toLowerCase(Locale.ROOT);
            throw new ProblemException(
                    AgencyProblem.WRONG_STATUS, "The agency is " + status + ".", Map.of("agencyStatus", status));
        }
        Agency moved = agency.in(to, now());
        agencies.store(moved, operator.id(), reason.text());
        statements.add(type, code, operator.id(), reason.text(), Map.of());
        announce(code);
        return moved;
    }

    /** Puts in an agency that is not there yet. */
    @Transactional
    public void found(Agency agency) {
        if (agencies.insert(agency)) {
            agencies.note(agency, PlatformKeys.PLATFORM, FOUNDING);
            statements.add(
                    StatementType.AGENCY_ADMITTED,
                    agency.code(),
                    PlatformKeys.PLATFORM,
                    FOUNDING,
                    Map.of("name", agency.name()));
            announce(agency.code());
        }
    }

    /** Announces the present state once more. */
    @Transactional
    public void announceAgain(String code) {
        agencies.lock(code);
        announcer.announce(code);
    }

    private void announce(String code) {
        announcer.announce(code);
        events.publishEvent(new AgencyStatusChanged(code));
    }

    private Instant now() {
        // As precise as PostgreSQL keeps it, so that the answer and the table agree.
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
