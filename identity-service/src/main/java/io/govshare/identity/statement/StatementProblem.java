package io.govshare.identity.statement;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

enum StatementProblem implements ProblemCode {
    NO_STATEMENT("IDN-3001", HttpStatus.NOT_FOUND, "No statement that concerns the operator has this entry"),
    PENDING("IDN-3002", HttpStatus.CONFLICT, "The receipt is pending: no anchor covers the entry yet"),
    LEDGER_UNAVAILABLE("IDN-3003", HttpStatus.SERVICE_UNAVAILABLE, "The ledger does not answer");

    private final String code;
    private final HttpStatus status;
    private final String title;

    StatementProblem(String code, HttpStatus status, String title) {
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
