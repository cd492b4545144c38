package io.govshare.starter.problem;

import org.springframework.http.HttpStatus;

/** Errors that any endpoint of any service can answer with. */
public enum CommonProblem implements ProblemCode {
    MALFORMED_BODY("REQ-1001", HttpStatus.BAD_REQUEST, "The body cannot be read"),
    INVALID_FIELD("REQ-1002", HttpStatus.BAD_REQUEST, "A field of the body is not acceptable"),
    INVALID_PARAMETER("REQ-1003", HttpStatus.BAD_REQUEST, "A parameter is missing or not acceptable"),
    MALFORMED_REQUEST("REQ-1004", HttpStatus.BAD_REQUEST, "The request is not well-formed"),
    NOT_FOUND("REQ-1005", HttpStatus.NOT_FOUND, "Nothing is here"),
    METHOD_NOT_ALLOWED("REQ-1006", HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
    NOT_ACCEPTABLE("REQ-1007", HttpStatus.NOT_ACCEPTABLE, "None of the accepted media types can be produced"),
    TOO_LARGE("REQ-1008", HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE("REQ-1009", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The media type is not supported"),
    REFUSED_REQUEST("REQ-1010", HttpStatus.BAD_REQUEST, "The request was refused"),
    UNAUTHENTICATED("SEC-1001", HttpStatus.UNAUTHORIZED, "A valid access token is needed"),
    FORBIDDEN("SEC-1002", HttpStatus.FORBIDDEN, "The operator may not do this"),
    AGENCY_NOT_ACTIVE("SEC-1003", HttpStatus.FORBIDDEN, "The operator's agency is not active"),
    INTERNAL("SYS-1001", HttpStatus.INTERNAL_SERVER_ERROR, "The service failed"),
    UNAVAILABLE("SYS-1002", HttpStatus.SERVICE_UNAVAILABLE, "The service cannot answer now, try again"),
    UPSTREAM("SYS-1003", HttpStatus.BAD_GATEWAY, "A service needed for the answer failed");

    private final String code;
    private final HttpStatus status;
    private final String title;

    CommonProblem(String code, HttpStatus status, String title) {
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
