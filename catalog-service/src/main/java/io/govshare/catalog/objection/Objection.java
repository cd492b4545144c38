package io.govshare.catalog.objection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader says is wrong with a version of a record.
 *
 * @param provider the record's agency
 * @param agency the reader's
 * @param field the one that is wrong; null for the record as a whole
 * @param replyDue until when the provider answers
 * @param answer null while it is open
 */
record Objection(
        UUID id,
        UUID record,
        int version,
        UUID dataset,
        String provider,
        String agency,
        String operator,
        @Nullable String field,
        String reason,
        Instant raisedAt,
        Instant replyDue,
        Status status,
        @Nullable Answer answer) {

    enum Status {
        OPEN("open"),
        UPHELD("upheld"),
        REJECTED("rejected"),
        WITHDRAWN("withdrawn");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /**
     * How it ended.
     *
     * @param reason null when it was withdrawn
     * @param correction base64url entry of the statement that corrects the record; null unless upheld
     */
    record Answer(
            String operator,
            Instant at,
            @Nullable String reason,
            @Nullable String correction) {}

    boolean isParty(String code) {
        return code.equals(provider) || code.equals(agency);
    }

    Objection closed(Status as, Answer with) {
        return new Objection(
                id, record, version, dataset, provider, agency, operator, field, reason, raisedAt, replyDue, as, with);
    }
}
