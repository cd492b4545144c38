package io.govshare.proof.seal;

import java.util.Optional;

/** The kinds of facts that agencies seal. The name is what stands in the claim {@code statement}. */
public enum StatementType {
    RECORD_PUBLISHED("record.published"),
    RECORD_WITHDRAWN("record.withdrawn"),
    RECORD_ERASED("record.erased"),
    AGREEMENT_REQUESTED("agreement.requested"),
    AGREEMENT_OFFERED("agreement.offered"),
    AGREEMENT_ACCEPTED("agreement.accepted"),
    AGREEMENT_REFUSED("agreement.refused"),
    AGREEMENT_SUSPENDED("agreement.suspended"),
    AGREEMENT_RESUMED("agreement.resumed"),
    AGREEMENT_EXPIRED("agreement.expired"),
    AGREEMENT_REVOKED("agreement.revoked"),
    AGREEMENT_TERMINATED("agreement.terminated"),
    ACCESS_GRANTED("access.granted"),
    ACCESS_DENIED("access.denied"),
    AGENCY_APPLIED("agency.applied"),
    AGENCY_ADMITTED("agency.admitted"),
    AGENCY_SUSPENDED("agency.suspended"),
    AGENCY_RESTORED("agency.restored"),
    AGENCY_LEFT("agency.left"),
    KEY_REGISTERED("key.registered"),
    KEY_ROTATED("key.rotated"),
    KEY_REVOKED("key.revoked");

    private final String wireName;

    StatementType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<StatementType> ofWireName(String name) {
        for (StatementType type : values()) {
            if (type.wireName.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return wireName;
    }
}
