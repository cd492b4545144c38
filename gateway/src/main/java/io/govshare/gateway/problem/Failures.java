package io.govshare.gateway.problem;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.coyote.BadRequestException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.client.ResourceAccessException;

/** Says which problem an exception is. */
public final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    private Failures() {}

    public static Problem problem(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            Problem known = known(t);
            if (known != null) {
                return known;
            }
        }
        log.error("Unexpected failure", failure);
        return Problem.of(GatewayProblem.INTERNAL, "The gateway failed; the request id leads to the cause.");
    }

    private static @Nullable Problem known(Throwable t) {
        return switch (t) {
            case ProblemException e -> e.problem();
            case ResourceAccessException e -> upstream(e);
            case AuthenticationServiceException e -> identity(e);
            case JwtDecoderInitializationException e -> identity(e);
            case RequestRejectedException e -> malformed(e);
            case AccessDeniedException e -> Problem.of(GatewayProblem.FORBIDDEN, "The operator may not do this.");
            case InvalidParameterException e ->
                Problem.of(
                        GatewayProblem.MALFORMED,
                        "The query is not acceptable: parameters are UTF-8, percent-encoded, and not too many.");
            case BadRequestException e ->
                Problem.of(GatewayProblem.MALFORMED, "The connection broke off, or the body's chunks are malformed.");
            case ErrorResponse e ->
                Problem.of(kind(e.getStatusCode()), "See the API reference at /docs.")
                        .withStatus(e.getStatusCode());
            default -> null;
        };
    }

    public static Problem ofStatus(HttpStatusCode status) {
        return Problem.of(kind(status), "The request was refused before it reached a service.")
                .withStatus(status);
    }

    private static GatewayProblem kind(HttpStatusCode status) {
        if (status.is5xxServerError()) {
            return GatewayProblem.INTERNAL;
        }
        return switch (HttpStatus.resolve(status.value())) {
            case UNAUTHORIZED -> GatewayProblem.UNAUTHENTICATED;
            case FORBIDDEN -> GatewayProblem.FORBIDDEN;
            case NOT_FOUND -> GatewayProblem.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> GatewayProblem.METHOD_NOT_ALLOWED;
            case BAD_REQUEST -> GatewayProblem.MALFORMED;
            case CONTENT_TOO_LARGE -> GatewayProblem.TOO_LARGE;
            case null, default -> GatewayProblem.REFUSED;
        };
    }

    private static Problem upstream(ResourceAccessException e) {
        Throwable cause = e.getCause();
        log.warn("Upstream failed: {}", e.getMessage());
        return switch (cause) {
            case ConnectionRequestTimeoutException busy ->
                Problem.of(GatewayProblem.UPSTREAM_BUSY, "Too many requests wait for this service; try again.", SOON);
            case ConnectTimeoutException down -> down();
            case ConnectException down -> down();
            case UnknownHostException down -> down();
            case NoRouteToHostException down -> down();
            case SocketTimeoutException slow ->
                Problem.of(
                        GatewayProblem.UPSTREAM_SLOW,
                        "The service took too long; the request may have taken effect. Repeat it with the same"
                                + " Idempotency-Key, or look before repeating.");
            case IOException broken ->
                Problem.of(
                        GatewayProblem.UPSTREAM_BROKEN,
                        "The connection to the service broke before it answered; the request may have taken effect.",
                        SOON);
            case null -> Problem.of(GatewayProblem.UPSTREAM_BROKEN, "The service failed.", SOON);
            default -> Problem.of(GatewayProblem.UPSTREAM_BROKEN, "The service failed.", SOON);
        };
    }

    private static Problem down() {
        return Problem.of(GatewayProblem.UPSTREAM_DOWN, "The service is not there now; nothing was done.", SOON);
    }

    private static Problem identity(Exception e) {
        log.warn("Identity provider unreachable: {}", e.getMessage());
        return Problem.of(GatewayProblem.IDENTITY_UNREACHABLE, "Tokens cannot be checked now; try again.", SOON);
    }

    private static Problem malformed(RequestRejectedException e) {
        log.debug("Rejected by the firewall: {}", e.getMessage());
        return Problem.of(GatewayProblem.MALFORMED, "The path, a header or a parameter holds characters not allowed.");
    }
}
