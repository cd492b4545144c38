package io.govshare.catalog.agreement;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** Problems of agreements. */
enum AgreementProblem implements ProblemCode {
    NOT_FOUND("CAT-5001", HttpStatus.NOT_FOUND, "No agreement has this id"),
    INVALID_TERMS("CAT-5002", HttpStatus.UNPROCESSABLE_CONTENT, "The terms are not acceptable"),
    NOT_ALLOWED("CAT-5003", HttpStatus.FORBIDDEN, "The operator may not take this step"),
    WRONG_STATE("CAT-5004", HttpStatus.CONFLICT, "The agreement is not in a state that allows this step"),
    ALREADY_REQUESTED("CAT-5005", HttpStatus.CONFLICT, "The same request is open already"),
    OTHER_TERMS("CAT-5006", HttpStatus.CONFLICT, "Other terms are on the table"),
    NO_TERMS("CAT-5007", HttpStatus.NOT_FOUND, "No such terms have been proposed");

    private final String code;
    private final HttpStatus status;
    private final String title;

    AgreementProblem(String code, HttpStatus status, String title) {
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
