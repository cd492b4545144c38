package io.govshare.catalog.agreement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an agreement stands: the states of the contract {@code AgreementRegistry}, in its order. */
public enum AgreementState {
    /** Not asked for yet; no stored agreement has this state. */
    NONE,
    REQUESTED,
    /** The provider has proposed terms. */
    OFFERED,
    /** The consumer has answered an offer with other terms. */
    COUNTERED,
    ACTIVE,
    SUSPENDED,
    /** Ended by the provider before it was concluded. */
    REFUSED,
    /** Ended by the consumer before it was concluded. */
    WITHDRAWN,
    /** Ended by the provider. */
    REVOKED,
    /** Ended by the consumer. */
    TERMINATED,
    EXPIRED;

    /** As stored, shown and sealed. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AgreementState> ofCode(String code) {
        return Arrays.stream(values())
                .filter(state -> state != NONE && state.code().equals(code))
                .findFirst();
    }

    /** Whether one party has proposed terms that the other may accept. */
    public boolean isNegotiated() {
        return this == REQUESTED || this == OFFERED || this == COUNTERED;
    }

    /** Whether both have accepted the terms and neither has ended the agreement. */
    public boolean isConcluded() {
        return this == ACTIVE || this == SUSPENDED;
    }
}
