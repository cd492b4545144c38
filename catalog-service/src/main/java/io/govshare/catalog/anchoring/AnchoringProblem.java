package io.govshare.catalog.anchoring;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** Problems of receipts. */
enum AnchoringProblem implements ProblemCode {
    PENDING("CAT-7001", HttpStatus.CONFLICT, "The receipt is pending: no anchor covers the entry yet"),
    LEDGER_UNAVAILABLE("CAT-7002", HttpStatus.SERVICE_UNAVAILABLE, "The ledger does not answer"),
    NO_STATEMENT("CAT-7003", HttpStatus.NOT_FOUND, "No statement of the operator's agency has this entry"),
    TOO_LARGE("CAT-7004", HttpStatus.UNPROCESSABLE_CONTENT, "The receipts are more than one file takes"),
    BUSY("CAT-7005", HttpStatus.SERVICE_UNAVAILABLE, "Too many bundles of receipts are being made");

    private final String code;
    private final HttpStatus status;
    private final String title;

    AnchoringProblem(String code, HttpStatus status, String title) {
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
