package io.govshare.catalog.agreement;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.DatasetProblem;
import io.govshare.catalog.dataset.Datasets;
import io.govshare.catalog.sealing.Statement;
import io.govshare.catalog.sealing.StatementDraft;
import io.govshare.catalog.sealing.Statements;
import io.govshare.proof.StrictBase64;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.seal.StatementType;
import io.govshare.starter.ids.UuidV7;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of agreements: each one a row, a sealed statement and an announcement in one transaction. */
@Component
class AgreementSteps {

    private final Agreements agreements;
    private final Datasets datasets;
    private final Statements statements;
    private final TransactionTemplate transactions;
    private final UuidV7 ids;
    private final Clock clock;

    AgreementSteps(
            Agreements agreements,
            Datasets datasets,
            Statements statements,
            TransactionTemplate transactions,
            UuidV7 ids,
            Clock clock) {
        this.agreements = agreements;
        this.datasets = datasets;
        this.statements = statements;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** What the consumer asks for, before it is known to be acceptable. */
    record Wish(UUID dataset, String purpose, String legalBasis, List<String> fields, Instant validUntil) {}

    Agreement request(Wish wish, Operator operator) {
        String consumer = operator.agency();
        if (consumer == null || !(operator.has(Roles.CONSUMER) || operator.has(Roles.AGENCY_ADMIN))) {
            throw new ProblemException(
                    AgreementProblem.NOT_ALLOWED, "Asking takes the role consumer or agency-admin in an agency");
        }
        Dataset dataset = datasets.find(wish.dataset())
                .filter(found -> found.visibleTo(consumer))
                .orElseThrow(() -> new ProblemException(
                        DatasetProblem.UNKNOWN_DATASET,
                        "No dataset has the id " + wish.dataset(),
                        Map.of("field", "dataset")));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Terms terms = new Terms(
                dataset.id(),
                dataset.agency(),
                consumer,
                wish.purpose(),
                wish.legalBasis(),
                wish.fields(),
                wish.validUntil().truncatedTo(ChronoUnit.SECONDS));
        TermsRules.check(terms, dataset, now);
        byte[] document = TermsRules.document(terms);
        String hash = StrictBase64.encodeUrl(Sha256.hash(document).bytes());
        UUID id = ids.next();
        Statement statement = statements.seal(
                draft(StatementType.AGREEMENT_REQUESTED, consumer, id, terms, hash, operator, dataset, null));
        Agreement agreement = new Agreement(id, terms, hash, step(operator, now, statement), new Agreement.Requested());
        transactions.executeWithoutResult(_ -> {
            if (!agreements.insert(agreement, new String(document, StandardCharsets.UTF_8))) {
                throw new ProblemException(
                        AgreementProblem.ALREADY_REQUESTED,
                        "The agency has asked for this dataset with this purpose; the provider has not answered yet");
            }
            statements.add(statement);
        });
        return agreement;
    }

    Agreement accept(UUID id, Operator operator) {
        Agreement agreement = asAdminOf(id, operator, true);
        return take(agreement, StatementType.AGREEMENT_ACCEPTED, operator, null, step -> switch (agreement.state()) {
            case Agreement.Requested requested -> {
                if (!step.at().isBefore(agreement.terms().validUntil())) {
                    throw wrongState(agreement, "its end has passed");
                }
                yield requested.accept(step);
            }
            case Agreement.Active _, Agreement.Refused _, Agreement.Revoked _ -> throw wrongState(agreement, null);
        });
    }

    Agreement refuse(UUID id, Operator operator, String reason) {
        Agreement agreement = asAdminOf(id, operator, true);
        return take(agreement, StatementType.AGREEMENT_REFUSED, operator, reason, step -> switch (agreement.state()) {
            case Agreement.Requested requested -> requested.refuse(step, reason);
            case Agreement.Active _, Agreement.Refused _, Agreement.Revoked _ -> throw wrongState(agreement, null);
        });
    }

    /** By either party: the provider takes the permission back, or the consumer gives it up. */
    Agreement revoke(UUID id, Operator operator, String reason) {
        Agreement agreement = asAdminOf(id, operator, false);
        return take(agreement, StatementType.AGREEMENT_REVOKED, operator, reason, step -> switch (agreement.state()) {
            case Agreement.Active active -> active.revoke(step, reason);
            case Agreement.Requested _, Agreement.Refused _, Agreement.Revoked _ -> throw wrongState(agreement, null);
        });
    }

    private interface Transition {

        Agreement.State apply(Agreement.Step step);
    }

    private Agreement take(
            Agreement agreement,
            StatementType type,
            Operator operator,
            @Nullable String reason,
            Transition transition) {
        String agency = String.valueOf(operator.agency());
        Dataset dataset = datasets.find(agreement.terms().dataset()).orElseThrow();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // Sealing is worth nothing for a step that the state does not allow; so the state is asked first.
        transition.apply(new Agreement.Step(operator.id(), now, ""));
        Statement statement = statements.seal(draft(
                type, agency, agreement.id(), agreement.terms(), agreement.termsHash(), operator, dataset, reason));
        Agreement next = agreement.in(transition.apply(step(operator, now, statement)));
        transactions.executeWithoutResult(_ -> {
            if (!agreements.move(agreement, next)) {
                throw wrongState(agreement, "somebody else was faster");
            }
            statements.add(statement);
        });
        return next;
    }

    private Agreement asAdminOf(UUID id, Operator operator, boolean providerOnly) {
        String agency = operator.agency();
        Agreement agreement = agreements
                .find(id)
                .filter(found -> agency != null && found.isParty(agency))
                .orElseThrow(() -> new ProblemException(
                        AgreementProblem.NOT_FOUND, "The operator's agency has no agreement with the id " + id));
        boolean party = !providerOnly || operator.actsFor(agreement.terms().provider());
        if (!party || !operator.has(Roles.AGENCY_ADMIN)) {
            throw new ProblemException(
                    AgreementProblem.NOT_ALLOWED,
                    "This step takes the role agency-admin in the agency '"
                            + (providerOnly ? agreement.terms().provider() : agency) + "'");
        }
        return agreement;
    }

    private static Agreement.Step step(Operator operator, Instant at, Statement statement) {
        return new Agreement.Step(operator.id(), at, statement.entry());
    }

    private static StatementDraft draft(
            StatementType type,
            String sealedBy,
            UUID agreement,
            Terms terms,
            String termsHash,
            Operator operator,
            Dataset dataset,
            @Nullable String reason) {
        return new StatementDraft(
                type,
                sealedBy,
                operator.id(),
                terms.dataset(),
                dataset.title(),
                null,
                null,
                terms.consumer(),
                null,
                terms.fields(),
                terms.purpose(),
                agreement,
                reason,
                Map.of("provider", terms.provider(), "consumer", terms.consumer(), "terms", termsHash));
    }

    private static ProblemException wrongState(Agreement agreement, @Nullable String why) {
        return new ProblemException(
                AgreementProblem.WRONG_STATE,
                "The agreement is " + agreement.state().code() + (why == null ? "" : "; " + why),
                Map.of("agreementStatus", agreement.state().code()));
    }
}
