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
import io.govshare.starter.agency.AgencyDirectory;
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
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of agreements: each one a row, a sealed statement and an announcement in one transaction. */
@Component
class AgreementSteps {

    /** Of steps that can be repeated for ever; an agreement that had as many can still be ended. */
    static final int MAX_STEPS = 1_000;

    private final Agreements agreements;
    private final Datasets datasets;
    private final AgencyDirectory agencies;
    private final Deadlines deadlines;
    private final Statements statements;
    private final TransactionTemplate transactions;
    private final UuidV7 ids;
    private final Clock clock;

    AgreementSteps(
            Agreements agreements,
            Datasets datasets,
            AgencyDirectory agencies,
            Deadlines deadlines,
            Statements statements,
            TransactionTemplate transactions,
            UuidV7 ids,
            Clock clock) {
        this.agreements = agreements;
        this.datasets = datasets;
        this.agencies = agencies;
        this.deadlines = deadlines;
        this.statements = statements;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** What one party proposes to the other, before it is known to be acceptable. */
    record Proposal(String legalBasis, List<String> fields, Instant validUntil, Conditions conditions) {

        /** @param category the kind of the purpose, which no offer changes */
        Proposal of(@Nullable String category) {
            return new Proposal(
                    legalBasis,
                    fields,
                    validUntil,
                    new Conditions(
                            category,
                            conditions.validFrom(),
                            conditions.hours(),
                            conditions.readsPerMinute(),
                            conditions.area(),
                            conditions.processor()));
        }

        Terms terms(Dataset dataset, String consumer, String purpose) {
            return new Terms(
                    dataset.id(),
                    dataset.agency(),
                    consumer,
                    purpose,
                    legalBasis,
                    fields,
                    validUntil.truncatedTo(ChronoUnit.SECONDS),
                    conditions);
        }
    }

    /**
     * The terms, and what both parties seal of them.
     *
     * @param text canonical form of terms that are new; null for those that stand in the row
     */
    private record Document(Terms terms, @Nullable String text, String hash) {

        static Document proposed(Terms terms) {
            byte[] canonical = TermsRules.document(terms);
            return new Document(
                    terms,
                    new String(canonical, StandardCharsets.UTF_8),
                    StrictBase64.encodeUrl(Sha256.hash(canonical).bytes()));
        }

        static Document unchanged(Agreement agreement) {
            return new Document(agreement.terms(), null, agreement.termsHash());
        }
    }

    Agreement request(UUID wanted, String purpose, Proposal proposal, Operator operator) {
        String consumer = operator.agency();
        if (consumer == null || !(operator.has(Roles.CONSUMER) || operator.has(Roles.AGENCY_ADMIN))) {
            throw new ProblemException(
                    AgreementProblem.NOT_ALLOWED, "Asking takes the role consumer or agency-admin in an agency");
        }
        Dataset dataset = datasets.find(wanted)
                .filter(found -> found.visibleTo(consumer))
                .orElseThrow(() -> new ProblemException(
                        DatasetProblem.UNKNOWN_DATASET, "No dataset has the id " + wanted, Map.of("field", "dataset")));
        Instant now = now();
        Terms terms = proposal.terms(dataset, consumer, purpose);
        check(terms, dataset, now);
        Document document = Document.proposed(terms);
        UUID id = ids.next();
        Statement statement = statements.seal(draft(
                StatementType.AGREEMENT_REQUESTED,
                AgreementState.REQUESTED,
                consumer,
                id,
                document,
                operator.id(),
                dataset,
                null));
        Agreement.Step step = new Agreement.Step(consumer, operator.id(), now, statement.entry(), null);
        Instant due = deadlines.after(Move.REQUEST, null, terms, dataset, now);
        Agreement agreement =
                new Agreement(id, terms, document.hash(), AgreementState.REQUESTED, null, step, step, 1, due);
        transactions.executeWithoutResult(_ -> {
            if (!agreements.insert(agreement, String.valueOf(document.text()))) {
                throw new ProblemException(
                        AgreementProblem.ALREADY_REQUESTED,
                        "The agency negotiates on this dataset with this purpose already");
            }
            statements.add(statement);
        });
        return agreement;
    }

    /** An offer or a counter-offer. */
    Agreement propose(UUID id, Move move, Proposal proposal, Operator operator) {
        Agreement agreement = find(id, operator);
        requireAllowed(agreement, move, operator);
        Dataset dataset = dataset(agreement);
        Terms before = agreement.terms();
        Terms terms =
                proposal.of(before.conditions().purposeCategory()).terms(dataset, before.consumer(), before.purpose());
        check(terms, dataset, clock.instant());
        return take(agreement, move, Document.proposed(terms), String.valueOf(operator.agency()), operator.id(), null);
    }

    /**
     * @param seen hash of the terms that the operator agrees to; may be left out for a request, whose terms nobody can
     *     have changed
     */
    Agreement accept(UUID id, @Nullable String seen, Operator operator) {
        Agreement agreement = find(id, operator);
        requireAllowed(agreement, Move.ACCEPT, operator);
        if (seen == null ? agreement.state() != AgreementState.REQUESTED : !seen.equals(agreement.termsHash())) {
            throw new ProblemException(
                    AgreementProblem.OTHER_TERMS,
                    seen == null
                            ? "Say in 'terms' which terms are accepted: others have been proposed meanwhile"
                            : "Other terms have been proposed meanwhile",
                    Map.of("terms", agreement.termsHash()));
        }
        requireCurrent(agreement);
        return take(agreement, Move.ACCEPT, operator, null);
    }

    Agreement resume(UUID id, Operator operator) {
        Agreement agreement = find(id, operator);
        requireAllowed(agreement, Move.RESUME, operator);
        requireCurrent(agreement);
        return take(agreement, Move.RESUME, operator, null);
    }

    /** A step that has a reason and changes no terms. */
    Agreement take(UUID id, Move move, String reason, Operator operator) {
        Agreement agreement = find(id, operator);
        requireAllowed(agreement, move, operator);
        return take(agreement, move, operator, reason);
    }

    /**
     * Seals for one of its parties that an agreement is past its end.
     *
     * @param operator what found it
     */
    void expire(Agreement agreement, String agency, String operator) {
        take(agreement, Move.EXPIRE, Document.unchanged(agreement), agency, operator, null);
    }

    private Agreement take(Agreement agreement, Move move, Operator operator, @Nullable String reason) {
        return take(
                agreement,
                move,
                Document.unchanged(agreement),
                String.valueOf(operator.agency()),
                operator.id(),
                reason);
    }

    private Agreement take(
            Agreement agreement,
            Move move,
            Document document,
            String agency,
            String operator,
            @Nullable String reason) {
        Dataset dataset = dataset(agreement);
        Statement statement = statements.seal(
                draft(move.statement(), move.to(), agency, agreement.id(), document, operator, dataset, reason));
        Agreement.Step step = new Agreement.Step(agency, operator, now(), statement.entry(), reason);
        Instant due = deadlines.after(move, agreement, document.terms(), dataset, step.at());
        Agreement next = agreement.moved(move, document.terms(), document.hash(), step, due);
        try {
            transactions.executeWithoutResult(_ -> {
                if (!agreements.move(agreement, next, document.text())) {
                    throw wrongState(agreement, "somebody else was faster");
                }
                statements.add(statement);
            });
        } catch (DataIntegrityViolationException e) {
            // The clocks differ, and by the database's the end is not where it is by this one.
            throw wrongState(agreement, "the database refuses the step").causedBy(e);
        }
        return next;
    }

    private Agreement find(UUID id, Operator operator) {
        String agency = operator.agency();
        return agreements
                .find(id)
                .filter(found -> agency != null && found.isParty(agency))
                .orElseThrow(() -> new ProblemException(
                        AgreementProblem.NOT_FOUND, "The operator's agency has no agreement with the id " + id));
    }

    /** Sealing is worth nothing for a step that the state does not allow; so this is asked first. */
    private void requireAllowed(Agreement agreement, Move move, Operator operator) {
        String agency = String.valueOf(operator.agency());
        Instant now = clock.instant();
        if (!move.isFrom(agreement.state())) {
            throw operator.has(Roles.AGENCY_ADMIN) ? wrongState(agreement, null) : notAllowed(agency);
        }
        String other = agreement.other(agency);
        boolean others = !agreement.mayMove(move.to(), agency, now) && agreement.mayMove(move.to(), other, now);
        if (others || !operator.has(Roles.AGENCY_ADMIN)) {
            throw notAllowed(others ? other : agency);
        }
        if (!agreement.mayMove(move.to(), agency, now)) {
            throw wrongState(agreement, null);
        }
        boolean endless = move == Move.OFFER || move == Move.COUNTER || move == Move.SUSPEND;
        if (endless && agreement.steps() >= MAX_STEPS) {
            throw wrongState(agreement, "it has had " + agreement.steps() + " steps and can only be ended");
        }
    }

    private void check(Terms terms, Dataset dataset, Instant now) {
        TermsRules.check(terms, dataset, now);
        String processor = terms.conditions().processor();
        if (processor != null && agencies.agency(processor).isEmpty()) {
            throw TermsRules.invalid("processor", "no agency has this code");
        }
    }

    private void requireCurrent(Agreement agreement) {
        if (!clock.instant().isBefore(agreement.terms().validUntil())) {
            throw wrongState(agreement, "its end has passed");
        }
    }

    private Dataset dataset(Agreement agreement) {
        return datasets.find(agreement.terms().dataset())
                .orElseThrow(() -> new IllegalStateException("agreement " + agreement.id() + " without a dataset"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static StatementDraft draft(
            StatementType type,
            AgreementState state,
            String sealedBy,
            UUID agreement,
            Document document,
            String operator,
            Dataset dataset,
            @Nullable String reason) {
        Terms terms = document.terms();
        return new StatementDraft(
                type,
                sealedBy,
                operator,
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
                Map.of(
                        "provider",
                        terms.provider(),
                        "consumer",
                        terms.consumer(),
                        "terms",
                        document.hash(),
                        "state",
                        state.code()));
    }

    private static ProblemException notAllowed(String agency) {
        return new ProblemException(
                AgreementProblem.NOT_ALLOWED, "This step takes the role agency-admin in the agency '" + agency + "'");
    }

    private static ProblemException wrongState(Agreement agreement, @Nullable String why) {
        return new ProblemException(
                AgreementProblem.WRONG_STATE,
                "The agreement is " + agreement.state().code() + (why == null ? "" : "; " + why),
                Map.of("agreementStatus", agreement.state().code()));
    }
}
