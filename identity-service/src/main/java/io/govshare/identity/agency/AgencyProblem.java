package io.govshare.identity.agency;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a request about agencies. */
public enum AgencyProblem implements ProblemCode {
    UNKNOWN_AGENCY("IDN-1001", HttpStatus.NOT_FOUND, "There is no such agency"),
    WRONG_STATUS("IDN-1002", HttpStatus.CONFLICT, "The agency's status does not allow this"),
    UNACCEPTABLE_REASON("IDN-1003", HttpStatus.BAD_REQUEST, "A reason is needed"),
    OTHER_AGENCY("IDN-1004", HttpStatus.FORBIDDEN, "The operator does not act for this agency"),
    UNACCEPTABLE_CURSOR("IDN-1005", HttpStatus.BAD_REQUEST, "The cursor was not given out here");

    private final String code;
    private final HttpStatus status;
    private final String title;

    AgencyProblem(String code, HttpStatus status, String title) {
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
