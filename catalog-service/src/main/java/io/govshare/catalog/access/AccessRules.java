package io.govshare.catalog.access;

import io.govshare.catalog.access.Decision.Denied;
import io.govshare.catalog.access.Decision.Granted;
import io.govshare.catalog.agreement.Agreement;
import io.govshare.catalog.agreement.Agreements;
import io.govshare.catalog.agreement.ReadRates;
import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.Layer;
import io.govshare.catalog.dataset.Sharing;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who may read what. The publisher's agency sees everything of its own; another agency that names an active agreement and
 * its purpose sees what the agreement names, up to the government layer; of an open dataset everybody sees the public layer,
 * researchers the research layer.
 */
@Component
class AccessRules {

    private final Agreements agreements;
    private final ReadRates rates;

    AccessRules(Agreements agreements, ReadRates rates) {
        this.agreements = agreements;
        this.rates = rates;
    }

    Decision decide(Dataset dataset, Ask ask, Instant now) {
        Operator operator = ask.operator();
        if (operator.actsFor(dataset.agency())) {
            return operator.has(Roles.PUBLISHER) || actsAsConsumer(operator)
                    ? new Granted(Layer.RESTRICTED, null, null, ask.purpose())
                    : new Denied(Denial.MISSING_ROLE);
        }
        if (ask.agreement() != null) {
            return byAgreement(dataset, ask, ask.agreement(), now);
        }
        if (dataset.sharing() == Sharing.OPEN) {
            Layer layer = operator.has(Roles.RESEARCHER) ? Layer.RESEARCH : Layer.PUBLIC;
            return new Granted(layer, null, null, ask.purpose());
        }
        return new Denied(Denial.NO_AGREEMENT);
    }

    private Decision byAgreement(Dataset dataset, Ask ask, UUID id, Instant now) {
        Agreement agreement = agreements.find(id).orElse(null);
        if (agreement == null || !agreement.terms().dataset().equals(dataset.id())) {
            return new Denied(Denial.NO_AGREEMENT);
        }
        if (ask.operator().agencyCode().filter(agreement::isReader).isEmpty()) {
            return new Denied(Denial.WRONG_AGENCY);
        }
        if (!actsAsConsumer(ask.operator())) {
            return new Denied(Denial.MISSING_ROLE);
        }
        if (!agreement.allowsAt(now)) {
            return new Denied(Denial.AGREEMENT_NOT_ACTIVE);
        }
        if (!agreement.allowsHourOf(now)) {
            return new Denied(Denial.OUTSIDE_HOURS);
        }
        if (ask.purpose() == null) {
            return new Denied(Denial.PURPOSE_MISSING);
        }
        return ask.purpose().equals(agreement.terms().purpose())
                ? granted(agreement)
                : new Denied(Denial.PURPOSE_MISMATCH);
    }

    /**
     * Counts a read that has been granted, in the caller's transaction.
     *
     * @return false when its agreement allows no more reads in this minute
     */
    boolean isWithinRate(Granted granted) {
        return granted.basis() == null || rates.take(granted.basis());
    }

    private static Granted granted(Agreement agreement) {
        return new Granted(
                Layer.GOVERNMENT,
                Set.copyOf(agreement.terms().fields()),
                agreement,
                agreement.terms().purpose());
    }

    private static boolean actsAsConsumer(Operator operator) {
        return operator.has(Roles.CONSUMER) || operator.has(Roles.AGENCY_ADMIN);
    }
}
