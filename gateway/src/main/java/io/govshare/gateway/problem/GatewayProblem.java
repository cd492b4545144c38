package io.govshare.gateway.problem;

import org.springframework.http.HttpStatus;

/** The gateway's own errors; the codes are stable, callers may rely on them. */
public enum GatewayProblem {
    UNAUTHENTICATED("GTW-1001", HttpStatus.UNAUTHORIZED, "A valid access token is needed"),
    FORBIDDEN("GTW-1002", HttpStatus.FORBIDDEN, "The request was refused"),
    IDENTITY_UNREACHABLE("GTW-1003", HttpStatus.SERVICE_UNAVAILABLE, "The identity provider cannot be reached"),
    TOO_MANY_SESSIONS("GTW-1004", HttpStatus.SERVICE_UNAVAILABLE, "Too many browser sessions are open"),
    NOT_FOUND("GTW-2001", HttpStatus.NOT_FOUND, "Nothing is here"),
    METHOD_NOT_ALLOWED("GTW-2002", HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
    MALFORMED("GTW-2003", HttpStatus.BAD_REQUEST, "The request is not well-formed"),
    TOO_LARGE("GTW-2004", HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    TOO_MANY_REQUESTS("GTW-2005", HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    BODY_TOO_SLOW("GTW-2006", HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time"),
    REFUSED("GTW-2007", HttpStatus.BAD_REQUEST, "The request was refused"),
    UPSTREAM_DOWN("GTW-3001", HttpStatus.SERVICE_UNAVAILABLE, "The service cannot be reached"),
    UPSTREAM_BROKEN("GTW-3002", HttpStatus.BAD_GATEWAY, "The service broke off"),
    UPSTREAM_SLOW("GTW-3003", HttpStatus.GATEWAY_TIMEOUT, "The service did not answer in time"),
    UPSTREAM_BUSY("GTW-3004", HttpStatus.SERVICE_UNAVAILABLE, "Too many requests wait for the service"),
    INTERNAL("GTW-5001", HttpStatus.INTERNAL_SERVER_ERROR, "The gateway failed");

    private final String code;
    private final HttpStatus status;
    private final String title;

    GatewayProblem(String code, HttpStatus status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }
}
