package io.govshare.catalog.agreement;

import io.govshare.proof.seal.StatementType;

/**
 * The steps that lead from one state to another. Receipts know no kind of statement for a counter-offer or a withdrawal:
 * they are an offer by the consumer and a termination before the conclusion; the claim {@code state} tells them apart.
 */
enum Move {
    REQUEST(AgreementState.REQUESTED, StatementType.AGREEMENT_REQUESTED),
    OFFER(AgreementState.OFFERED, StatementType.AGREEMENT_OFFERED),
    COUNTER(AgreementState.COUNTERED, StatementType.AGREEMENT_OFFERED),
    ACCEPT(AgreementState.ACTIVE, StatementType.AGREEMENT_ACCEPTED),
    REFUSE(AgreementState.REFUSED, StatementType.AGREEMENT_REFUSED),
    WITHDRAW(AgreementState.WITHDRAWN, StatementType.AGREEMENT_TERMINATED),
    SUSPEND(AgreementState.SUSPENDED, StatementType.AGREEMENT_SUSPENDED),
    RESUME(AgreementState.ACTIVE, StatementType.AGREEMENT_RESUMED),
    REVOKE(AgreementState.REVOKED, StatementType.AGREEMENT_REVOKED),
    TERMINATE(AgreementState.TERMINATED, StatementType.AGREEMENT_TERMINATED),
    EXPIRE(AgreementState.EXPIRED, StatementType.AGREEMENT_EXPIRED);

    private final AgreementState to;
    private final StatementType statement;

    Move(AgreementState to, StatementType statement) {
        this.to = to;
        this.statement = statement;
    }

    AgreementState to() {
        return to;
    }

    StatementType statement() {
        return statement;
    }

    /** Two steps lead to active: one concludes an agreement, the other lifts its suspension. */
    boolean isFrom(AgreementState from) {
        return switch (this) {
            case REQUEST -> from == AgreementState.NONE;
            case ACCEPT -> from.isNegotiated();
            case RESUME -> from == AgreementState.SUSPENDED;
            case OFFER, COUNTER, REFUSE, WITHDRAW, SUSPEND, REVOKE, TERMINATE, EXPIRE -> true;
        };
    }
}
