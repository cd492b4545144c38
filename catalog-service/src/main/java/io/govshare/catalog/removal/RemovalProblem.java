package io.govshare.catalog.removal;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** Problems of withdrawing and erasing. */
enum RemovalProblem implements ProblemCode {
    NOT_ALLOWED("CAT-8001", HttpStatus.FORBIDDEN, "Only the record's or dataset's agency may do this"),
    ERASED("CAT-8002", HttpStatus.GONE, "The record was erased"),
    NO_RETENTION("CAT-8003", HttpStatus.NOT_FOUND, "The dataset has no retention period");

    private final String code;
    private final HttpStatus status;
    private final String title;

    RemovalProblem(String code, HttpStatus status, String title) {
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
