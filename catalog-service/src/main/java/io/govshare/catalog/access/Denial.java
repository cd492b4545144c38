package io.govshare.catalog.access;

/** Why a read was refused: the reason in the sealed statement, and what the reader is told. */
enum Denial {
    MISSING_ROLE("missing-role", "Reading takes the role consumer, publisher or agency-admin in the reader's agency"),
    WRONG_AGENCY("wrong-agency", "The agreement is another agency's"),
    NO_AGREEMENT("no-agreement", "The dataset is not open, and the request names no agreement on it"),
    AGREEMENT_NOT_ACTIVE("agreement-not-active", "The agreement is not active any more, or not yet"),
    OUTSIDE_HOURS("outside-hours", "The agreement allows reading at other hours of the day"),
    RATE_EXCEEDED("rate-exceeded", "The agreement allows no more reads in this minute"),
    PURPOSE_MISSING("purpose-missing", "A read under an agreement names its purpose"),
    PURPOSE_MISMATCH("purpose-mismatch", "The agreement is for another purpose"),
    NO_FILE("no-file", "The record has no file, or none that the reader may see"),
    ERASED("erased", "The record was erased"),
    CORRUPT("corrupt", "The stored record does not match its seal and is not shown");

    private final String reason;
    private final String detail;

    Denial(String reason, String detail) {
        this.reason = reason;
        this.detail = detail;
    }

    String reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
