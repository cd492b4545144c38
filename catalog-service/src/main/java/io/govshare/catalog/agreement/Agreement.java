package io.govshare.catalog.agreement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agreement and where it stands.
 *
 * @param terms the ones proposed last
 * @param termsHash base64url SHA-256 of the terms' canonical form; what both agencies seal
 * @param suspendedBy the agency that may resume it; null unless suspended
 * @param requested the first step
 * @param latest the step that led to the state
 * @param steps how many there were
 * @param due until when the other party has to reply or, of an agreement that is concluded, the provider to deliver
 */
public record Agreement(
        UUID id,
        Terms terms,
        String termsHash,
        AgreementState state,
        @Nullable String suspendedBy,
        Step requested,
        Step latest,
        int steps,
        @Nullable Instant due) {

    /**
     * @param agency the party that took the step, and sealed it
     * @param operator who took it for the agency
     * @param entry entry of the sealed statement, base64url
     */
    public record Step(
            String agency,
            String operator,
            Instant at,
            String entry,
            @Nullable String reason) {}

    /** Whether it allows reading at this time. */
    public boolean allowsAt(Instant time) {
        Instant from = terms.conditions().validFrom();
        return state == AgreementState.ACTIVE
                && time.isBefore(terms.validUntil())
                && (from == null || !time.isBefore(from));
    }

    /** Whether this time of the day is one at which it allows reading. */
    public boolean allowsHourOf(Instant time) {
        DailyHours hours = terms.conditions().hours();
        return hours == null || hours.contain(time);
    }

    /** Whether the agency reads by it: the consumer, or the one that processes the data for the consumer. */
    public boolean isReader(String agency) {
        return agency.equals(terms.consumer())
                || agency.equals(terms.conditions().processor());
    }

    public boolean isParty(String agency) {
        return agency.equals(terms.provider()) || agency.equals(terms.consumer());
    }

    /** Whether an agency may bring it into a state, as it stands now: {@code mayMove} of the contract. */
    boolean mayMove(AgreementState to, String agency, Instant now) {
        boolean provider = agency.equals(terms.provider());
        boolean consumer = agency.equals(terms.consumer());
        return switch (to) {
            case NONE, REQUESTED -> false;
            case OFFERED -> provider && (state == AgreementState.REQUESTED || state == AgreementState.COUNTERED);
            case COUNTERED -> consumer && state == AgreementState.OFFERED;
            case ACTIVE ->
                switch (state) {
                    case SUSPENDED -> agency.equals(suspendedBy);
                    case OFFERED -> consumer;
                    case REQUESTED, COUNTERED -> provider;
                    case NONE, ACTIVE, REFUSED, WITHDRAWN, REVOKED, TERMINATED, EXPIRED -> false;
                };
            case SUSPENDED -> (consumer || provider) && state == AgreementState.ACTIVE;
            case REFUSED -> provider && state.isNegotiated();
            case WITHDRAWN -> consumer && state.isNegotiated();
            case REVOKED -> provider && state.isConcluded();
            case TERMINATED -> consumer && state.isConcluded();
            case EXPIRED -> (consumer || provider) && state.isConcluded() && !now.isBefore(terms.validUntil());
        };
    }

    /** The party that is not the given one. */
    String other(String agency) {
        return agency.equals(terms.provider()) ? terms.consumer() : terms.provider();
    }

    Agreement moved(Move move, Terms proposed, String hash, Step step, @Nullable Instant nextDue) {
        return new Agreement(
                id,
                proposed,
                hash,
                move.to(),
                move == Move.SUSPEND ? step.agency() : null,
                requested,
                step,
                steps + 1,
                nextDue);
    }
}
