package io.govshare.catalog.access;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** Problems of reading. */
enum AccessProblem implements ProblemCode {
    DENIED("CAT-4001", HttpStatus.FORBIDDEN, "The record may not be read"),
    ERASED("CAT-4002", HttpStatus.GONE, "The record was erased"),
    NOT_RECORDED("CAT-4003", HttpStatus.SERVICE_UNAVAILABLE, "The access cannot be recorded"),
    CORRUPT("CAT-4008", HttpStatus.INTERNAL_SERVER_ERROR, "The stored record is corrupt"),
    RATE_EXCEEDED("CAT-4010", HttpStatus.TOO_MANY_REQUESTS, "The agreement allows no more reads for now"),
    INVALID_PURPOSE("CAT-4009", HttpStatus.BAD_REQUEST, "The purpose is not acceptable");

    private final String code;
    private final HttpStatus status;
    private final String title;

    AccessProblem(String code, HttpStatus status, String title) {
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
