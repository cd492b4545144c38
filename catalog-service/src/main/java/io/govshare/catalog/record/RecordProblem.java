package io.govshare.catalog.record;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** Problems of publishing records. */
public enum RecordProblem implements ProblemCode {
    NOT_PUBLISHER("CAT-2002", HttpStatus.FORBIDDEN, "Only a publisher of the dataset's agency may publish into it"),
    INVALID_RECORD("CAT-2003", HttpStatus.UNPROCESSABLE_CONTENT, "The record is not acceptable"),
    RECORD_NOT_FOUND("CAT-2004", HttpStatus.NOT_FOUND, "No record has this id"),
    VERSION_REQUIRED("CAT-2005", HttpStatus.PRECONDITION_REQUIRED, "The version to be replaced must be named"),
    VERSION_CONFLICT("CAT-2006", HttpStatus.PRECONDITION_FAILED, "The record has another version by now"),
    TOO_LARGE("CAT-2007", HttpStatus.CONTENT_TOO_LARGE, "The record is too large"),
    MALFORMED_RECORD("CAT-2008", HttpStatus.BAD_REQUEST, "The body is not a JSON object"),
    INVALID_FILE("CAT-2010", HttpStatus.BAD_REQUEST, "The file cannot be taken"),
    CORRUPT("CAT-2011", HttpStatus.INTERNAL_SERVER_ERROR, "The stored record does not match its seal"),
    ERASED("CAT-2012", HttpStatus.GONE, "The record was erased"),
    OTHER_CONTENT("CAT-2013", HttpStatus.UNPROCESSABLE_CONTENT, "This Idempotency-Key belongs to another record"),
    WITHDRAWN("CAT-2014", HttpStatus.CONFLICT, "The record was withdrawn");

    private final String code;
    private final HttpStatus status;
    private final String title;

    RecordProblem(String code, HttpStatus status, String title) {
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
