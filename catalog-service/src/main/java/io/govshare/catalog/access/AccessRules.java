package io.govshare.catalog.access;

import io.govshare.catalog.access.Decision.Denied;
import io.govshare.catalog.access.Decision.Granted;
import io.govshare.catalog.agreement.Agreement;
import io.govshare.catalog.agreement.Agreements;
import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.Layer;
import io.govshare.catalog.dataset.Sharing;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may read what. The publisher's agency sees everything of its own; another agency sees what an active agreement
 * names, up to the government layer; of an open dataset everybody sees the public layer, researchers the research layer.
 */
@Component
class AccessRules {

    private final Agreements agreements;

    AccessRules(Agreements agreements) {
        this.agreements = agreements;
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
        Decision found = byAnyAgreement(dataset, ask, now);
        if (found instanceof Denied && dataset.sharing() == Sharing.OPEN) {
            Layer layer = operator.has(Roles.RESEARCHER) ? Layer.RESEARCH : Layer.PUBLIC;
            return new Granted(layer, null, null, ask.purpose());
        }
        return found;
    }

    private Decision byAgreement(Dataset dataset, Ask ask, UUID id, Instant now) {
        Agreement agreement = agreements.find(id).orElse(null);
        if (agreement == null || !agreement.terms().dataset().equals(dataset.id())) {
            return new Denied(Denial.NO_AGREEMENT);
        }
        if (!ask.operator().actsFor(agreement.terms().consumer())) {
            return new Denied(Denial.WRONG_AGENCY);
        }
        if (!actsAsConsumer(ask.operator())) {
            return new Denied(Denial.MISSING_ROLE);
        }
        if (!agreement.allowsAt(now)) {
            return new Denied(Denial.AGREEMENT_NOT_ACTIVE);
        }
        return forPurpose(agreement, ask.purpose()) ? granted(agreement) : new Denied(Denial.PURPOSE_MISMATCH);
    }

    private Decision byAnyAgreement(Dataset dataset, Ask ask, Instant now) {
        String agency = ask.operator().agency();
        List<Agreement> found = agency == null ? List.of() : agreements.allowing(dataset.id(), agency, now);
        if (found.isEmpty()) {
            return new Denied(Denial.NO_AGREEMENT);
        }
        if (!actsAsConsumer(ask.operator())) {
            return new Denied(Denial.MISSING_ROLE);
        }
        return found.stream()
                .filter(agreement -> forPurpose(agreement, ask.purpose()))
                .findFirst()
                .<Decision>map(AccessRules::granted)
                .orElse(new Denied(Denial.PURPOSE_MISMATCH));
    }

    private static Granted granted(Agreement agreement) {
        return new Granted(
                Layer.GOVERNMENT,
                Set.copyOf(agreement.terms().fields()),
                agreement.id(),
                agreement.terms().purpose());
    }

    private static boolean forPurpose(Agreement agreement, @Nullable String purpose) {
        return purpose == null || purpose.equals(agreement.terms().purpose());
    }

    private static boolean actsAsConsumer(Operator operator) {
        return operator.has(Roles.CONSUMER) || operator.has(Roles.AGENCY_ADMIN);
    }
}
