package io.govshare.ledger;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a request to the ledger, or with the ledger. */
public enum LedgerProblem implements ProblemCode {
    UNKNOWN_ENTRY("LGR-1001", HttpStatus.NOT_FOUND, "The log does not hold this entry"),
    NOT_ANCHORED_YET("LGR-1002", HttpStatus.CONFLICT, "The entry is in the log, its anchor is not confirmed yet"),
    BEYOND_THE_LOG("LGR-1003", HttpStatus.NOT_FOUND, "The log is not that large yet"),
    UNKNOWN_TILE("LGR-1005", HttpStatus.NOT_FOUND, "There is no such tile"),
    NO_CHECKPOINT("LGR-1006", HttpStatus.SERVICE_UNAVAILABLE, "The log has no checkpoint yet"),
    UNKNOWN_ANCHOR("LGR-1007", HttpStatus.NOT_FOUND, "No confirmed anchor has this size"),
    CHECK_RUNNING("LGR-1008", HttpStatus.CONFLICT, "Another check is running"),
    TOO_LARGE("LGR-1009", HttpStatus.UNPROCESSABLE_CONTENT, "The evidence is more than one bundle takes"),
    BUSY("LGR-1010", HttpStatus.SERVICE_UNAVAILABLE, "Too many bundles of evidence are being made"),
    NO_REGISTRY("LGR-2001", HttpStatus.SERVICE_UNAVAILABLE, "The log is not registered on the chain yet"),
    NO_PROOF("LGR-2003", HttpStatus.SERVICE_UNAVAILABLE, "The anchor cannot be proven now"),
    BROKEN_LOG("LGR-3001", HttpStatus.INTERNAL_SERVER_ERROR, "The log contradicts its own checkpoint");

    private final String code;
    private final HttpStatus status;
    private final String title;

    LedgerProblem(String code, HttpStatus status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
