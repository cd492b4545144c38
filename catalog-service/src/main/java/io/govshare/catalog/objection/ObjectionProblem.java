package io.govshare.catalog.objection;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** Problems of objections. */
enum ObjectionProblem implements ProblemCode {
    NOT_FOUND("CAT-9501", HttpStatus.NOT_FOUND, "No objection has this id"),
    NOT_ALLOWED("CAT-9502", HttpStatus.FORBIDDEN, "The operator may not do this"),
    ALREADY_OPEN("CAT-9503", HttpStatus.CONFLICT, "The same objection is open already"),
    CLOSED("CAT-9504", HttpStatus.CONFLICT, "The objection is not open any more"),
    NOT_CORRECTED("CAT-9505", HttpStatus.CONFLICT, "The record has not been corrected yet");

    private final String code;
    private final HttpStatus status;
    private final String title;

    ObjectionProblem(String code, HttpStatus status, String title) {
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
