package io.govshare.catalog.agreement;

import java.time.Instant;
import java.util.UUID;

/**
 * An agreement and where it stands. A step that is not possible from a state is not a method of it, so the wrong order
 * does not compile.
 *
 * @param termsHash base64url SHA-256 of the terms' canonical form; what both agencies seal
 */
public record Agreement(UUID id, Terms terms, String termsHash, Step requested, State state) {

    /**
     * @param operator who took the step
     * @param entry entry of the sealed statement, base64url
     */
    public record Step(String operator, Instant at, String entry) {}

    public sealed interface State {

        /** As stored and shown. */
        String code();
    }

    public record Requested() implements State {

        @Override
        public String code() {
            return "requested";
        }

        Active accept(Step step) {
            return new Active(step);
        }

        Refused refuse(Step step, String reason) {
            return new Refused(step, reason);
        }
    }

    public record Active(Step accepted) implements State {

        @Override
        public String code() {
            return "active";
        }

        Revoked revoke(Step step, String reason) {
            return new Revoked(accepted, step, reason);
        }
    }

    public record Refused(Step refused, String reason) implements State {

        @Override
        public String code() {
            return "refused";
        }
    }

    public record Revoked(Step accepted, Step revoked, String reason) implements State {

        @Override
        public String code() {
            return "revoked";
        }
    }

    /** Whether it allows reading at this time. */
    public boolean allowsAt(Instant time) {
        return state instanceof Active && time.isBefore(terms.validUntil());
    }

    public boolean isParty(String agency) {
        return agency.equals(terms.provider()) || agency.equals(terms.consumer());
    }

    Agreement in(State next) {
        return new Agreement(id, terms, termsHash, requested, next);
    }
}
